using System.Net;
using System.Text.RegularExpressions;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Accounts;

public sealed partial class FirstOwnerTests
{
    private static readonly Dictionary<string, string> Form = new()
    {
        ["Form.Email"] = "first@example.org",
        ["Form.Name"] = "First",
        ["Form.Password"] = "seven plain words",
        ["Form.Again"] = "seven plain words",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setup_AddressFromTheLog_MakesTheOwnerOnce()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var path = new Uri(Address().Match(Assert.Single(program.Log, line => line.Contains("/setup?token=", StringComparison.Ordinal))).Value).PathAndQuery;
        using var first = program.NewVisitor();
        using var second = program.NewVisitor();

        using var weak = await first.SubmitAsync(path, "Form.Email", new Dictionary<string, string>(Form) { ["Form.Password"] = "short", ["Form.Again"] = "short" }, Cancel);
        using var made = await first.SubmitAsync(path, "Form.Email", Form, Cancel);
        using var inside = await first.GetAsync("/studies", Cancel);
        using var again = await second.GetAsync(path, Cancel);
        var outcome = await program.Get<AccountLinks>().MakeOwnerAsync(path.Split('=')[1], "second@example.org", "Second", "seven plain words", Cancel);

        Assert.Contains("at least 8 characters", await weak.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.Contains("does not work any more", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Null(outcome.Actor);
        Assert.Equal("first@example.org", Assert.Single(await program.Get<AccountStore>().ListAsync(Actor.Program, Cancel)).Email);
    }

    [Fact]
    public async Task Setup_TwoAtOnce_MakeOneOwner()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        var links = program.Get<AccountLinks>();
        var token = await links.NewSetupAsync(Cancel);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => links.MakeOwnerAsync(token, $"o{i}@example.org", "", "seven plain words", Cancel)));

        Assert.Single(outcomes, o => o.Actor is not null);
        Assert.Single(await program.Get<AccountStore>().ListAsync(Actor.Program, Cancel));
    }

    [Fact]
    public async Task Setup_MadeUpToken_OpensNothing()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        using var visitor = program.NewVisitor();

        using var page = await visitor.GetAsync("/setup?token=guessed", Cancel);

        Assert.DoesNotContain("<form", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnOneMachineAlone_PrintsNoAddress()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel);

        Assert.DoesNotContain(program.Log, line => line.Contains("/setup?token=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HeadlessOwner_StartedTwice_IsMadeOnceAndKeepsAChangedPassword()
    {
        string[] settings = ["Workbench:Owner:Email=head@example.org", "Workbench:Owner:Password=seven plain words"];
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", settings);
        var owner = await program.Get<AccountSignIn>().CheckAsync("HEAD@example.org", "seven plain words", Cancel);
        await program.Get<AccountStore>().ChangePasswordAsync(owner!, "seven plain words", "changed by hand", Cancel);

        await using var later = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", settings, program.Folder);

        Assert.Equal(ActorRole.Owner, Assert.Single(await later.Get<AccountStore>().ListAsync(Actor.Program, Cancel)).Role);
        Assert.NotNull(await later.Get<AccountSignIn>().CheckAsync("head@example.org", "changed by hand", Cancel));
        Assert.DoesNotContain(later.Log, line => line.Contains("/setup?token=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short", "at least 8 characters")]
    [InlineData("aaaaaaaaaaaa", "different characters")]
    [InlineData("", "one of them is empty")]
    public async Task HeadlessOwner_PasswordThatWillNotDo_StopsTheStartWithASentence(string password, string expected)
    {
        var error = await Assert.ThrowsAsync<SettingException>(async () =>
        {
            await using var program = await RunningWorkbench.StartAsync(Cancel, settings: ["Workbench:Owner:Email=head@example.org", $"Workbench:Owner:Password={password}"]);
        });

        Assert.Contains("Workbench:Owner:Password", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task HeadlessOwner_AddressOfSomebodyWhoIsNoOwner_ChangesNothingAndSaysSo()
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0");
        await program.Get<Database>().WriteAsync(db => program.Get<AccountLinks>().AddAsync(db, "head@example.org", "Head", ActorRole.Researcher, "seven plain words", Cancel), Cancel);

        await using var later = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", ["Workbench:Owner:Email=head@example.org", "Workbench:Owner:Password=seven other words"], program.Folder);

        Assert.Equal(ActorRole.Researcher, Assert.Single(await later.Get<AccountStore>().ListAsync(Actor.Program, Cancel)).Role);
        Assert.Single(later.Log, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("head@example.org of Workbench:Owner:Email is no owner: the account is a researcher's", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"http://\S+/setup\?token=\S+")]
    private static partial Regex Address();
}
