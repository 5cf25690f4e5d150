using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Annotation;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>The whole way of an annotator: consent, questions, training, pairs with gold among them, questions, code.</summary>
public sealed class FlowTests(BrowserFixture browser) : BrowserTest(browser)
{
    private const string Reconnecting = "ERR_CONNECTION|ERR_SOCKET|WebSocket|Connection disconnected|Failed to|reconnect|404|not in the 'Connected' State|Cannot send data|fetch|Circuit not initialized";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Flow_KilledMidway_ResumesAndEndsWithTheCode(bool phone)
    {
        var program = await StartProgramAsync();
        await using var study = await JudgingStudy.CreateAsync(program, 1, 3, Cancel, FlowDesign.Whole);
        var session = await OpenAsync(program, phone ? Viewport.Phone : Viewport.Desktop);
        session.Faults.Allow(Reconnecting);
        await session.GoAsync(study.Path);
        await Assertions.Expect(session.Button("Begin")).ToBeDisabledAsync();
        await LookAsync(session);
        await session.ConsentAsync(study);

        // Something is missing: it is named, and nothing is lost. Then the server dies with a remark half written.
        await session.FillBeforeAsync();
        await session.Page.Locator("input[name=age]").FillAsync("7");
        await session.SaveAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("How old are you?: Please give a number from 18 to 99.");
        await LookAsync(session);
        await session.Page.Locator("input[name=age]").FillAsync("41");
        await session.Page.Locator("textarea[name=remark]").FillAsync("I keep bees.");
        await session.Page.WaitForFunctionAsync("() => Object.keys(localStorage).some(key => key.includes('questions/') && localStorage.getItem(key).includes('I keep bees.'))");
        await program.KillAsync();
        await program.StartAgainAsync(Cancel);
        await session.GoAsync(study.Path);
        await Assertions.Expect(session.Page.Locator("textarea[name=remark]")).ToHaveValueAsync("I keep bees.");
        await Assertions.Expect(session.Page.GetByLabel("العربية", new() { Exact = true })).ToBeCheckedAsync();
        await Assertions.Expect(session.Page.Locator("input[name=trust][value='6']")).ToBeCheckedAsync();
        await session.SaveAsync();

        await Assertions.Expect(session.Heading()).ToHaveTextAsync("Before the first pair");
        await LookAsync(session);
        await session.PressAsync(session.Button("Go on"), "Enter");
        await session.TryAsync("training_weekend", right: false);
        await Assertions.Expect(session.Page.Locator(".training-verdict")).ToContainTextAsync("Not as intended.");
        await LookAsync(session);
        await session.PressAsync(session.Button("Try again"), "r");
        await session.TryAsync("training_weekend", right: true);
        await Assertions.Expect(session.Page.Locator(".training-verdict")).ToContainTextAsync("Right.");

        // Away in the middle of the training: the next pair of it waits.
        await session.Page.ReloadAsync();
        await session.TryAsync("training_urgent", right: true);
        await session.PressAsync(session.Button("Go on"), "Enter");
        await session.WaitForPairAsync();
        Assert.Equal("1 of 4", await session.CountAsync());
        await session.JudgeOneAsync();
        await session.JudgeOneAsync();
        await session.Page.ReloadAsync();
        await session.WaitForPairAsync();
        Assert.Equal("3 of 4", await session.CountAsync());
        await session.JudgeOneAsync();
        await session.JudgeOneAsync();

        await Assertions.Expect(session.Heading()).ToHaveTextAsync("At last, some questions");
        await Assertions.Expect(session.Page.GetByText("DONE-42")).ToHaveCountAsync(0);
        await session.Page.ReloadAsync();
        await Assertions.Expect(session.Heading()).ToHaveTextAsync("At last, some questions");
        await session.FillAfterAsync();
        await LookAsync(session);
        await session.SaveAsync();
        await Assertions.Expect(session.Page.GetByText("DONE-42")).ToBeVisibleAsync();
        await LookAsync(session);

        await AssertKeptAsync(study);
    }

    [Fact]
    public async Task Flow_ScreeningAnswer_EndsWithThanksAndTheReasonOnRecord()
    {
        var program = await StartProgramAsync();
        await using var study = await JudgingStudy.CreateAsync(program, 1, 3, Cancel, FlowDesign.Whole);
        var session = await OpenAsync(program, Viewport.Phone);
        await session.ConsentAsync(study);
        await session.FillBeforeAsync("Never");
        await session.SaveAsync();

        await Assertions.Expect(session.Heading()).ToHaveTextAsync("Thank you for answering");
        await LookAsync(session);
        await session.GoAsync(study.Path);
        await Assertions.Expect(session.Heading()).ToHaveTextAsync("Thank you for answering");
        var rater = Assert.Single(await study.Database.ReadAsync(db => db.Set<Rater>().Where(r => r.StudyId == study.Id).ToListAsync(Cancel), Cancel));
        Assert.Equal("How often do you read advice?: Never", rater.ScreenOutReason);
    }

    [Fact]
    public async Task Note_WrittenWhileSomebodyJudges_ShowsAtOnceAndGoesWhenWithdrawn()
    {
        var program = await StartProgramAsync();
        await using var study = await JudgingStudy.CreateAsync(program, 1, 3, Cancel, new() { Guidelines = "Read both answers." });
        var session = await OpenAsync(program);
        await session.BeginAsync(study);
        var researcher = await OpenAsync(program);
        await researcher.GoAsync($"studies/{study.Id}/annotate");
        await researcher.Page.Locator("textarea[name=note]").FillAsync("Spelling does **not** matter.");
        await researcher.Button("Send to annotators").ClickAsync();

        var line = session.Page.Locator(".judge-note");
        await Assertions.Expect(line).ToContainTextAsync("New note from the researchers.");
        await LookAsync(session);
        await session.Page.Keyboard.PressAsync("g");
        var sheet = session.Page.Locator("#judge-guidelines");
        await Assertions.Expect(sheet).ToContainTextAsync("Read both answers.");
        await Assertions.Expect(sheet.Locator("strong")).ToHaveTextAsync("not");
        await LookAsync(session);
        await session.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(line).ToHaveTextAsync("");

        await LookAsync(researcher);
        await researcher.Button("Withdraw").ClickAsync();
        await Assertions.Expect(sheet).Not.ToContainTextAsync("Spelling");
        await Assertions.Expect(researcher.Page.GetByText("withdrawn")).ToBeVisibleAsync();
    }

    /// <summary>With checks after every second pair: structure, ids and count are the same whether a pair is gold or not.</summary>
    [Fact]
    public async Task GoldPairs_InTheBrowser_AreLikeAllOthers()
    {
        var program = await StartProgramAsync();
        await using var study = await JudgingStudy.CreateAsync(program, 2, 6, Cancel, new()
        {
            CheckEvery = 2,
            Gold = [.. Enumerable.Range(0, 3).Select(i => FlowDesign.Pair($"gold_{i}", $"How should I plan a quiet weekend number {i + 20}, when everything seems urgent?"))],
        });
        var session = await OpenAsync(program);
        var tap = new Wiretap(session.Page);
        await session.BeginAsync(study);
        var goldMarks = Enumerable.Range(0, 3).Select(i => FlowDesign.Mark($"gold_{i}", isBetter: true)).ToHashSet();
        var shells = new Dictionary<bool, HashSet<string>> { [true] = [], [false] = [] };
        for (var i = 0; i < 18; i++)
        {
            Assert.Equal($"{i + 1} of 18", await session.CountAsync());
            var (left, right) = await session.MarksAsync();
            shells[goldMarks.Contains(left) || goldMarks.Contains(right)].Add(await ShellAsync(session));
            await tap.LookAsync(session.Page);
            await session.Page.Keyboard.PressAsync(i % 2 == 0 ? "a" : "b");
            await session.Page.Keyboard.PressAsync("Enter");
            // A check may repeat the text that was there: the count says that the page has turned.
            await session.Page.WaitForFunctionAsync(
                "next => !document.querySelector('.judge-panes') || (document.querySelector('.judge-count').innerText === next && document.querySelector('form.judge-answers fieldset[data-active]'))", $"{i + 2} of 18");
        }
        await tap.CompleteAsync();

        Assert.Equal(3, await study.Database.ReadAsync(db => db.Set<HiddenCheck>().CountAsync(c => c.StudyId == study.Id && c.Kind == HiddenCheckKind.Gold && c.Answer != null, Cancel), Cancel));
        Assert.Single(shells[true]);
        Assert.Equal(shells[false], shells[true]);
        Assert.True(tap.Contains(goldMarks.First()), "the tap cannot read what is on the screen");
        Assert.All((string[])["gold_0", "gold_1", "gold_2", "PreparedKey", "HiddenCheck", JudgingStudy.LibraryPersona(0).ToString(), .. JudgingStudy.Secrets],
            secret => Assert.False(tap.Contains(secret), $"'{secret}' reached the browser."));
    }

    // The markup around the texts, with what differs from pair to pair taken out.
    private static Task<string> ShellAsync(PageSession session) => session.Page.EvaluateAsync<string>("""
        () => {
            const copy = document.querySelector('main.judge').cloneNode(true);
            for (const text of copy.querySelectorAll('.reading, .judge-persona, .judge-count')) text.innerHTML = '';
            for (const own of ['data-assignment', 'data-draft']) copy.querySelector('form.judge-answers').removeAttribute(own);
            copy.querySelector('.judge-progress').removeAttribute('aria-valuenow');
            copy.querySelector('.judge-progress > div').removeAttribute('style');
            for (const undo of copy.querySelectorAll('[disabled]')) undo.removeAttribute('disabled');
            return copy.outerHTML;
        }
        """);

    private static async Task LookAsync(PageSession session)
    {
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
    }

    private static async Task AssertKeptAsync(JudgingStudy study)
    {
        await study.Database.ReadAsync(async db =>
        {
            var rater = await db.Set<Rater>().SingleAsync(r => r.StudyId == study.Id, Cancel);
            Assert.True(rater is { ConsentedAt: not null, AnsweredBeforeAt: not null, TrainedAt: not null, AnsweredAfterAt: not null, FinishedAt: not null, ScreenedOutAt: null });
            var answers = await db.Set<SurveyAnswer>().Where(a => a.RaterId == rater.Id).ToDictionaryAsync(a => a.QuestionKey, a => a.Value, Cancel);
            Assert.Equal(
                new Dictionary<string, string?> { ["reads"] = "Now and then", ["languages"] = "English\nالعربية", ["age"] = "41", ["trust"] = "6", ["remark"] = "I keep bees.", ["effort"] = "2" }, answers);
            Assert.Equal([false, true, true], await db.Set<TrainingAnswer>().Where(a => a.RaterId == rater.Id).OrderBy(a => a.At).Select(a => a.IsRight).ToListAsync(Cancel));
            var check = await db.Set<HiddenCheck>().SingleAsync(c => c.RaterId == rater.Id, Cancel);
            Assert.Equal((HiddenCheckKind.Gold, Choice.Tie, false), (check.Kind, check.Answer, check.IsPassed));
            Assert.Equal(3, await db.Set<StoredJudgment>().CountAsync(j => j.StudyId == study.Id, Cancel));
            return true;
        }, Cancel);
    }
}
