using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Accounts;
using Workbench.Features.Annotation;
using Workbench.Testing.Programs;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>A researcher sets a platform up; its participants come, judge, and go back with a code.</summary>
public sealed class CrowdTests(BrowserFixture browser, CrowdTests.Served served) : BrowserTest(browser), IClassFixture<CrowdTests.Served>
{
    private const string Email = "owner@example.org";
    private const string Password = "seven plain words";

    public static TheoryData<bool> Screens => [false, true];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Participant_FromProlific_ConsentsJudgesResumesAndGoesBackWithTheCode(bool isPhone)
    {
        await using var study = await JudgingStudy.CreateAsync(served.Program, 1, 3, Cancel, new() { Consent = "Your answers are **published**." });
        var researcher = await SignInAsync();
        var path = await OpenDoorAsync(researcher, study);
        var screen = isPhone ? Viewport.Phone : Viewport.Desktop;
        var session = await OpenAsync(served.Program, screen);
        var address = Filled(path, "5f1a0c");

        await session.Page.GotoAsync(address);
        await session.Page.WaitForURLAsync($"**/judge/{study.Id}");
        await session.WaitUntilInteractiveAsync();
        await session.Page.GetByLabel("I have read this").CheckAsync();
        await session.AssertFitsWidthAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await session.WaitForPairAsync();
        await session.PressAndTurnAsync("a", "Enter");

        // Another browser, the same id: it goes on where the first one was.
        var other = await OpenAsync(served.Program, screen);
        await other.Page.GotoAsync(address);
        await other.Page.WaitForURLAsync($"**/judge/{study.Id}");
        await other.WaitForPairAsync();
        Assert.Equal("2 of 3", await other.CountAsync());
        await other.PressAndTurnAsync("t", "Enter");
        await other.PressAndTurnAsync("b", "Enter");

        await AssertShownOutAsync(other, "That was all. Thank you.", "C1DONE", "https://app.prolific.com/submissions/complete?cc=C1DONE");
        Assert.DoesNotContain("5f1a0c", await other.Page.ContentAsync(), StringComparison.Ordinal);
        await other.AssertFitsWidthAsync();
        await other.AssertAccessibleAsync();
        await SaveAsync(other, $"crowd-end-{screen.Name}");

        // The platform's page or the study again: the code is still there, and nothing else is.
        await session.Page.GotoAsync(address);
        await AssertShownOutAsync(session, "That was all. Thank you.", "C1DONE", "https://app.prolific.com/submissions/complete?cc=C1DONE");
        Assert.Equal(3, (await study.JudgmentsAsync(Cancel)).Count);
        var participant = Assert.Single(await ParticipantsAsync(study));
        Assert.Equal((CrowdState.Complete, true), (participant.State, participant.EndedAt is not null));
    }

    [Fact]
    public async Task Participant_ScreenedOut_GoesBackWithThatCode()
    {
        await using var study = await JudgingStudy.CreateAsync(served.Program, 1, 2, Cancel);
        var path = await OpenDoorAsync(await SignInAsync(), study);
        var session = await OpenAsync(served.Program, Viewport.Phone);
        await session.Page.GotoAsync(Filled(path, "a1"));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).WaitForAsync();
        await study.Database.WriteAsync(async db => (await db.Set<Rater>().SingleAsync(r => r.StudyId == study.Id, Cancel)).ScreenedOutAt = DateTime.UnixEpoch, Cancel);

        await session.Page.GotoAsync(Filled(path, "a1"));

        await AssertShownOutAsync(session, "Thank you for answering", "C2OUT", "https://app.prolific.com/submissions/complete?cc=C2OUT");
        Assert.Equal(CrowdState.ScreenedOut, Assert.Single(await ParticipantsAsync(study)).State);
    }

    [Fact]
    public async Task Participant_ForWhomThereIsNothing_GetsThatCodeOnlyByEndingTheirPart()
    {
        await using var study = await JudgingStudy.CreateAsync(served.Program, 1, 2, Cancel, new() { RatersPerComparison = 1 });
        var path = await OpenDoorAsync(await SignInAsync(), study);
        var holder = await OpenAsync(served.Program);
        await holder.Page.GotoAsync(Filled(path, "holder"));
        await holder.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await holder.WaitForPairAsync();

        var session = await OpenAsync(served.Program, Viewport.Phone);
        await session.Page.GotoAsync(Filled(path, "late"));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("No pairs for you at the moment");
        await Assertions.Expect(session.Page.Locator("[data-code]")).ToHaveCountAsync(0);
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
        await SaveAsync(session, "crowd-nothing-phone");
        Assert.Equal(2, (await ParticipantsAsync(study)).Count(p => p.State == CrowdState.Active));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "End here and go back to Prolific" }).ClickAsync();

        await AssertShownOutAsync(session, "Thank you for answering", "C2OUT", "https://app.prolific.com/submissions/complete?cc=C2OUT");
        Assert.Equal([CrowdState.Active, CrowdState.ScreenedOut], (await ParticipantsAsync(study)).Select(p => p.State).Order());
    }

    [Fact]
    public async Task Participant_WhoFailsTheChecks_GoesBackWithThatCode()
    {
        await using var study = await JudgingStudy.CreateAsync(served.Program, 2, 4, Cancel, new() { CheckEvery = 2, ExcludeAfterFailedChecks = 1 });
        var path = await OpenDoorAsync(await SignInAsync(), study);
        var session = await OpenAsync(served.Program);
        await session.Page.GotoAsync(Filled(path, "hasty"));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await session.WaitForPairAsync();

        // The first check is an identical pair, which nobody who reads it calls much better at the left.
        for (var pair = 0; pair < 8 && await session.Page.Locator(".judge-panes").IsVisibleAsync(); pair++)
        {
            var before = await session.Page.Locator("form.judge-answers").GetAttributeAsync("data-assignment");
            await session.Page.Keyboard.PressAsync("1");
            await session.Page.Keyboard.PressAsync("Enter");
            await session.Page.WaitForFunctionAsync(
                "before => document.querySelector('[data-code]') || (document.querySelector('form.judge-answers')?.dataset.assignment !== before && document.querySelector('form.judge-answers fieldset[data-active]'))", before);
        }

        await AssertShownOutAsync(session, "Your part ends here", "C3FAIL", "https://app.prolific.com/submissions/complete?cc=C3FAIL");
        await session.AssertAccessibleAsync();
        Assert.Equal(CrowdState.Failed, Assert.Single(await ParticipantsAsync(study)).State);
    }

    [Fact]
    public async Task Quota_WhenItIsFull_ShowsNewcomersTheWayBackAndTheResearcherWhoIsThere()
    {
        await using var study = await JudgingStudy.CreateAsync(served.Program, 1, 2, Cancel);
        var researcher = await SignInAsync();
        var path = await OpenDoorAsync(researcher, study, places: 1);
        var session = await OpenAsync(served.Program, Viewport.Phone);
        await session.Page.GotoAsync(Filled(path, "first"));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await session.WaitForPairAsync();

        var late = await OpenAsync(served.Program, Viewport.Phone);
        await late.GoStaticAsync(Filled(path, "second")[served.Program.Address.AbsoluteUri.Length..]);
        await Assertions.Expect(late.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("All places are taken");
        await Assertions.Expect(late.Page.GetByRole(AriaRole.Link, new() { Name = "Back to Prolific" })).ToHaveAttributeAsync("href", "https://app.prolific.com/submissions/complete?cc=C2OUT");
        await late.AssertFitsWidthAsync();
        await late.AssertAccessibleAsync();
        await SaveAsync(late, "crowd-full-phone");

        var panel = researcher.Page.Locator(".crowd-door");
        await Assertions.Expect(panel.Locator(".tag")).ToHaveTextAsync("full");
        await panel.GetByText("Participants (1)").ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Submissions from the platform" }).ClickAsync();
        await panel.Locator("textarea").FillAsync("Submission id,Participant id,Status\n1,first,RETURNED\n2,elsewhere,APPROVED\n");
        await panel.Locator("textarea").BlurAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "See what changes" }).ClickAsync();
        await Assertions.Expect(panel.GetByText("To take out: 1. Stay as they are: 0. Never came by this address: 1.")).ToBeVisibleAsync();
        await researcher.AssertAccessibleAsync();
        await researcher.AssertFitsWidthAsync();
        await SaveAsync(researcher, "crowd-people-desktop");
        await researcher.Page.SetViewportSizeAsync(Viewport.Phone.Width, Viewport.Phone.Height);
        await researcher.AssertFitsWidthAsync();
        await SaveAsync(researcher, "crowd-people-phone");
        await researcher.Page.SetViewportSizeAsync(Viewport.Desktop.Width, Viewport.Desktop.Height);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Take one participant out" }).ClickAsync();
        await Assertions.Expect(panel.Locator(".tag")).ToHaveTextAsync("open");
        Assert.Equal(CrowdState.Returned, Assert.Single(await ParticipantsAsync(study)).State);
        Assert.Equal(0, await study.Database.ReadAsync(db => db.Set<Assignment>().CountAsync(a => a.StudyId == study.Id && a.State == AssignmentState.Open, Cancel), Cancel));
        await late.Page.ReloadAsync();
        await late.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).WaitForAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?PROLIFIC_PID=%7B%7B%25PROLIFIC_PID%25%7D%7D")]
    [InlineData("?PROLIFIC_PID=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")]
    public async Task Address_WithoutATrustworthyId_SaysToOpenTheStudyFromThePlatform(string query)
    {
        await using var study = await JudgingStudy.CreateAsync(served.Program, 1, 1, Cancel);
        var path = await OpenDoorAsync(await SignInAsync(), study);
        var session = await OpenAsync(served.Program, Viewport.Phone);

        await session.GoStaticAsync(path.Split('?')[0].TrimStart('/') + query);

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Open the study from Prolific");
        await session.AssertFitsWidthAsync();
        Assert.Empty(await ParticipantsAsync(study));
    }

    private async Task<PageSession> SignInAsync()
    {
        var session = await OpenAsync(served.Program);
        await session.GoStaticAsync("account/signin");
        await session.Page.GetByLabel("E-mail address").FillAsync(Email);
        await session.Page.GetByLabel("Password").FillAsync(Password);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await session.WaitUntilInteractiveAsync();
        return session;
    }

    /// <summary>Sets Prolific up as a researcher does and returns what is to be pasted there, without the host.</summary>
    private async Task<string> OpenDoorAsync(PageSession researcher, JudgingStudy study, int? places = null)
    {
        await researcher.GoAsync($"studies/{study.Id}/people");
        await researcher.Page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        var form = researcher.Page.Locator(".crowd-form");
        foreach (var (name, value) in new[] { ("crowd-places", $"{places}"), ("crowd-minutes", "60"), ("crowd-complete-code", "C1DONE"), ("crowd-screened-code", "C2OUT"), ("crowd-failed-code", "C3FAIL") })
        {
            await form.Locator($"[name={name}]").FillAsync(value);
            await form.Locator($"[name={name}]").BlurAsync();
        }
        if (places is null)
        {
            await researcher.AssertAccessibleAsync();
            await SaveAsync(researcher, "crowd-form-desktop");
        }
        await form.GetByRole(AriaRole.Button, new() { Name = "Open to participants" }).ClickAsync();
        var address = await researcher.Page.Locator(".crowd-door .copy-field input").InputValueAsync();
        Assert.StartsWith(served.Program.Address.AbsoluteUri, address, StringComparison.Ordinal);
        Assert.EndsWith("?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}", address, StringComparison.Ordinal);
        await researcher.Page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).ClickAsync();
        await Assertions.Expect(researcher.Page.GetByText("Copied.")).ToBeVisibleAsync();
        return address[(served.Program.Address.AbsoluteUri.Length - 1)..];
    }

    // What Prolific does with its placeholders.
    private string Filled(string path, string id) => served.Program.Address.AbsoluteUri.TrimEnd('/')
        + path.Replace("{{%PROLIFIC_PID%}}", id, StringComparison.Ordinal).Replace("{{%STUDY_ID%}}", "65aa", StringComparison.Ordinal).Replace("{{%SESSION_ID%}}", "s-1", StringComparison.Ordinal);

    private static async Task AssertShownOutAsync(PageSession session, string title, string code, string address)
    {
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Assertions.Expect(session.Page.Locator("[data-code]")).ToHaveTextAsync(code);
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Link, new() { Name = "Back to Prolific" })).ToHaveAttributeAsync("href", address);
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToHaveCountAsync(0);
    }

    private static Task<List<CrowdParticipant>> ParticipantsAsync(JudgingStudy study) => study.Database.ReadAsync(db =>
        db.Set<CrowdParticipant>().Where(p => db.Set<CrowdDoor>().Any(d => d.Id == p.DoorId && d.StudyId == study.Id)).ToListAsync(Cancel), Cancel);

    private static Task SaveAsync(PageSession session, string name) =>
        Environment.GetEnvironmentVariable("WORKBENCH_LOOK") is { Length: > 0 } folder
            ? session.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true })
            : Task.CompletedTask;

    /// <summary>A program that wants everybody to sign in, as one that a platform can reach does.</summary>
    public sealed class Served : IAsyncLifetime
    {
        public ProgramProcess Program { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Program = await ProgramProcess.StartAsync(
            new ProgramOptions
            {
                Environment = new Dictionary<string, string>
                {
                    ["Workbench__LocalOwner"] = "false",
                    ["Workbench__Owner__Email"] = Email,
                    ["Workbench__Owner__Password"] = Password,
                },
            },
            TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => Program?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
