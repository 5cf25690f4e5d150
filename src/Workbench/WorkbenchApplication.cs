using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Layout;
using Workbench.Shared.Security;

namespace Workbench;

/// <summary>Puts the web application together: what is registered, and what answers where.</summary>
public static class WorkbenchApplication
{
    /// <summary>Largest message over the circuit: the default of 32 KB silently loses longer texts.</summary>
    public const int MaxCircuitMessage = 1024 * 1024;

    /// <param name="args">Settings from the command line.</param>
    /// <param name="configure">Replaces services, e.g. the clock of a test.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. args.Where(a => a != "serve")],
            ContentRootPath = ContentRoot.Find(args),
            WebRootPath = Path.Combine(ContentRoot.Find(args), "wwwroot"),
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddWorkbench(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.Configure<HubOptions>(o => o.MaximumReceiveMessageSize = MaxCircuitMessage);
        builder.Services.Configure<CircuitOptions>(o => o.DetailedErrors = builder.Environment.IsDevelopment());
        builder.Services.AddWorkbenchScreens();
        builder.Services.AddWorkbenchAccess(builder.Configuration);
        builder.Services.AddTrustedProxies(builder.Configuration);
        AccountsFeature.AddWeb(builder.Services);
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));

        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseExceptionHandler("/error");
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.Use(KeepBareStatus);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapWorkbenchHealth();
        app.MapWorkbenchEndpoints();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = "'none'").Add(OpenCircuits);
        return app;
    }

    // Annotators judge in a circuit; what they may open in it is each page's to say.
    private static void OpenCircuits(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route } && route.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
            endpoint.Metadata.Add(new OpenToAttribute(ActorRole.Annotator));
    }

    // A person at a page gets a page about what went wrong; a script, a circuit and a file get the bare status.
    private static Task KeepBareStatus(HttpContext http, RequestDelegate next)
    {
        var isPage = !http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/_blazor")
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!isPage && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(http);
    }

    /// <summary>Migrates and seeds before the first request; says where to look.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        await DataSetup.MigrateAsync(app.Services, app.Lifetime.ApplicationStopping);
        foreach (var step in app.Services.GetServices<IStartupStep>())
            await step.RunAsync(app.Lifetime.ApplicationStopping);
        app.Lifetime.ApplicationStarted.Register(() =>
            app.Logger.LogInformation("Workbench is ready at {Addresses}. Data: {Folder}", string.Join(", ", app.Urls), app.Services.GetRequiredService<DatabaseOptions>().DataFolder));
    }
}
