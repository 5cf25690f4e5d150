using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Workbench.Features.Accounts.Crowd;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

public sealed class AccountsFeature : IFeature
{
    /// <summary>The limit on forms that take a password or a code: a person needs a few a minute, a guesser many.</summary>
    public const string GuessLimit = "guesses";

    /// <summary>Posts of one address in one minute.</summary>
    public const int GuessesPerMinute = 30;

    /// <summary>The wider limit on joining: a room full of annotators may share one address.</summary>
    public const string JoinLimit = "joins";

    public const int JoinsPerMinute = 200;

    /// <summary>The limit on arrivals from crowd platforms, which only open an address: a laboratory and a platform's first minute get in, a flood does not.</summary>
    public const string CrowdLimit = "arrivals";

    public const int ArrivalsPerMinute = 600;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IdentityOptions>().Configure(o =>
        {
            // Length is what counts (NIST SP 800-63B, 2017, 5.1.1.2): no rules about kinds of characters.
            o.Password = new() { RequiredLength = 8, RequiredUniqueChars = 4, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            o.User = new() { RequireUniqueEmail = true, AllowedUserNameCharacters = "" };
            o.Lockout = new() { MaxFailedAccessAttempts = 8, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) };
        });
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<IdentityErrorDescriber, PasswordErrors>();
        services.AddSingleton<IUserValidator<Account>, UserValidator<Account>>();
        services.AddSingleton<IPasswordValidator<Account>, PasswordValidator<Account>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<AccountUsers>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<AccountSignIn>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<Joining>();
        services.AddSingleton<CrowdStore>();
        services.AddSingleton<CrowdLeaveStore>();
        services.AddSingleton<CrowdReturnStore>();
        services.AddSingleton<CrowdArrivals>();
        services.AddSingleton<AccountCookie>();
        services.AddSingleton<IStartupStep, HeadlessOwner>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        SignOutEndpoint.Map(endpoints);
        CrowdPayment.Map(endpoints);
    }

    /// <summary>What only a web server needs.</summary>
    public static void AddWeb(IServiceCollection services)
    {
        services.AddHostedService<FirstOwner>();
        services.AddSingleton<CrowdClock>();
        services.AddHostedService(p => p.GetRequiredService<CrowdClock>());
        services.AddScoped<AuthenticationStateProvider, AccountRevalidation>();
        services.AddAuthentication().AddCookie(ActorAuthentication.Account, o =>
        {
            Harden(o, "workbench.account", TimeSpan.FromDays(14));
            o.EventsType = typeof(AccountCookie);
        }).AddCookie(ActorAuthentication.Invited, o => Harden(o, "workbench.invited", TimeSpan.FromDays(90)));
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(GuessLimit, http => PostsOf(http, GuessesPerMinute));
            o.AddPolicy(JoinLimit, http => PostsOf(http, JoinsPerMinute));
            o.AddPolicy(CrowdLimit, http => RequestsOf(http, ArrivalsPerMinute));
        });
    }

    private static RateLimitPartition<string> PostsOf(HttpContext http, int perMinute) =>
        HttpMethods.IsPost(http.Request.Method) ? RequestsOf(http, perMinute) : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> RequestsOf(HttpContext http, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });

    private static void Harden(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = lifetime;
        options.SlidingExpiration = true;
    }
}
