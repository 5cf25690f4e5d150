using System.Net;
using Workbench.Features.Accounts;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Accounts;

public sealed class SignInTests
{
    private const string Email = "owner@example.org";
    private const string Password = "seven plain words";
    private static readonly string[] Owner = [$"Workbench:Owner:Email={Email}", $"Workbench:Owner:Password={Password}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_RightPassword_OpensWhatWasWantedAndSignOutClosesItAgain()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", Owner);
        using var visitor = program.NewVisitor();

        using var before = await visitor.GetAsync("/studies", Cancel);
        using var signedIn = await visitor.SignInAsync(Email, Password, Cancel, before.Headers.Location!.ToString());
        using var inside = await visitor.GetAsync("/studies", Cancel);
        using var left = await visitor.SubmitAsync("/account", "/account/signout", new Dictionary<string, string>(), Cancel);
        using var after = await visitor.GetAsync("/studies", Cancel);

        Assert.Equal("/account/signin?returnUrl=%2Fstudies", before.Headers.Location.ToString());
        Assert.Equal((HttpStatusCode.Redirect, "/studies"), (signedIn.StatusCode, new Uri(program.Address, signedIn.Headers.Location!).AbsolutePath));
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task SignIn_UnknownAddressAndWrongPassword_SayTheSame()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", Owner);
        using var visitor = program.NewVisitor();

        using var wrong = await visitor.SignInAsync(Email, "not the password", Cancel);
        using var unknown = await visitor.SignInAsync("nobody@example.org", "not the password", Cancel);

        var (first, second) = (await ProblemAsync(wrong), await ProblemAsync(unknown));
        Assert.Contains("do not fit together", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        using var still = await visitor.GetAsync("/studies", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, still.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_ForeignReturnAddress_LeadsToTheFirstPage(string foreign)
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", Owner);
        using var visitor = program.NewVisitor();

        using var answer = await visitor.SignInAsync(Email, Password, Cancel, $"/account/signin?returnUrl={Uri.EscapeDataString(foreign)}");

        Assert.Equal(new Uri(program.Address, "/"), new Uri(program.Address, answer.Headers.Location!));
    }

    [Fact]
    public async Task SignIn_AfterTooManyWrongTries_RefusesTheRightPasswordToo()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", Owner);
        var door = program.Get<AccountSignIn>();

        for (var attempt = 0; attempt < 8; attempt++)
            Assert.Null(await door.CheckAsync(Email, "not the password", Cancel));

        Assert.Null(await door.CheckAsync(Email, Password, Cancel));
    }

    [Fact]
    public async Task SignIn_MoreFormsThanAMinuteAllows_AreTurnedAway()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", Owner);
        using var visitor = program.NewVisitor();
        using var form = new FormUrlEncodedContent([]);

        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt <= AccountsFeature.GuessesPerMinute; attempt++)
        {
            using var answer = await visitor.Http.PostAsync("/account/signin", form, Cancel);
            answers.Add(answer.StatusCode);
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers[..^1]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task ChangePassword_OfOneself_ChangesWhatSignsIn()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", Owner);
        using var visitor = program.NewVisitor();
        using var signedIn = await visitor.SignInAsync(Email, Password, Cancel);

        using var wrong = await visitor.SubmitAsync("/account", "Form.Current", Change("not the password", "another good one"), Cancel);
        using var weak = await visitor.SubmitAsync("/account", "Form.Current", Change(Password, "short"), Cancel);
        using var right = await visitor.SubmitAsync("/account", "Form.Current", Change(Password, "another good one"), Cancel);

        Assert.Contains("is not right", await ProblemAsync(wrong), StringComparison.Ordinal);
        Assert.Contains("at least 8 characters", await ProblemAsync(weak), StringComparison.Ordinal);
        Assert.Contains("The password is changed", await right.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var door = program.Get<AccountSignIn>();
        Assert.Null(await door.CheckAsync(Email, Password, Cancel));
        Assert.Equal(ActorRole.Owner, (await door.CheckAsync(Email, "another good one", Cancel))?.Role);
    }

    [Fact]
    public async Task Start_SignInAndMistakes_WriteNoSecretIntoTheLog()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", [.. Owner, "Workbench:ApiKey=a-key-that-is-secret"]);
        using var visitor = program.NewVisitor();
        using var wrong = await visitor.SignInAsync(Email, "a-wrong-secret", Cancel);
        using var right = await visitor.SignInAsync(Email, Password, Cancel);
        using var api = new HttpRequestMessage(HttpMethod.Get, "/api/anything") { Headers = { Authorization = new("Bearer", "a-key-that-is-wrong") } };
        using var refused = await visitor.Http.SendAsync(api, Cancel);

        Assert.NotEmpty(program.Log);
        Assert.DoesNotContain(program.Log, line => line.Contains(Password, StringComparison.Ordinal) || line.Contains("a-wrong-secret", StringComparison.Ordinal)
            || line.Contains("a-key-that-is", StringComparison.Ordinal) || line.Contains(visitor.Cookies.Single(c => c.Name == "workbench.account").Value, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Change(string current, string password) =>
        new() { ["Form.Current"] = current, ["Form.Password"] = password, ["Form.Again"] = password };

    private static async Task<string> ProblemAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        var start = html.IndexOf("role=\"alert\"><strong>", StringComparison.Ordinal);
        return start < 0 ? html : html[start..html.IndexOf("</div>", start, StringComparison.Ordinal)];
    }
}
