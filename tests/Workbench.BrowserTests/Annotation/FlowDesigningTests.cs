using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Studies;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>A researcher writes the questions and the prepared pairs of a study.</summary>
public sealed class FlowDesigningTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Design_QuestionsAndPairs_AreKeptAsWritten(bool phone)
    {
        await using var judged = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel);
        var draft = Guid.NewGuid();
        await judged.Database.WriteAsync(db =>
        {
            db.Add(new Study { Id = draft, Name = "A draft", State = StudyState.Draft, Design = new(), CreatedAt = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc) });
            return Task.CompletedTask;
        }, Cancel);
        var session = await OpenAsync(fixture.Program, phone ? Viewport.Phone : Viewport.Desktop);
        await session.GoAsync($"studies/{draft}/design?step=judging");
        var before = session.Page.Locator("[data-items=before]");
        await before.GetByRole(AriaRole.Button, new() { Name = "Add a question" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByText("Question 1 before: write what is asked")).ToBeVisibleAsync();
        await EnterAsync(before, "before-text", "Do you read novels?");
        await EnterAsync(before, "before-options", "Often\nNever");
        await before.GetByLabel("Never", new() { Exact = true }).CheckAsync();
        await before.GetByRole(AriaRole.Button, new() { Name = "Add a question" }).ClickAsync();
        await Assertions.Expect(before.Locator(".item-words")).ToHaveCountAsync(2);
        await EnterAsync(before, "before-text", "How old are you?");
        await before.Locator("[name=before-kind]").SelectOptionAsync("Number");
        await EnterAsync(before, "before-min", "18");
        await before.GetByRole(AriaRole.Button, new() { Name = "Up (question 2)" }).ClickAsync();
        await Assertions.Expect(before.Locator(".item-words").First).ToContainTextAsync("How old are you?");
        // What is open stays open when a question before it is taken out and put back.
        await before.GetByRole(AriaRole.Button, new() { Name = "Remove question 1" }).ClickAsync();
        await before.GetByRole(AriaRole.Button, new() { Name = "Edit question 1" }).ClickAsync();
        await before.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(before.Locator("[name=before-text]")).ToHaveValueAsync("Do you read novels?");

        var training = session.Page.Locator("[data-items=training]");
        await training.GetByRole(AriaRole.Button, new() { Name = "Add a pair" }).ClickAsync();
        await EnterAsync(training, "training-prompt", "What now?");
        await EnterAsync(training, "training-better", "Tea.");
        await EnterAsync(training, "training-worse", "A boat.");
        await EnterAsync(training, "training-feedback", "Tea is **enough**.");
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
        await session.Page.Locator("[name=training-pass]").FillAsync("1");
        await session.Page.Locator("[name=training-pass]").BlurAsync();
        var gold = session.Page.Locator("[data-items=gold]");
        await gold.GetByRole(AriaRole.Button, new() { Name = "Add a pair" }).ClickAsync();
        await gold.GetByRole(AriaRole.Button, new() { Name = "Remove pair 1" }).ClickAsync();
        await gold.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(gold.Locator(".item-words")).ToHaveCountAsync(1);

        var kept = (await judged.Database.ReadAsync(db => db.Set<Study>().SingleAsync(s => s.Id == draft, Cancel), Cancel)).Design.Annotation;
        Assert.Equal(["how_old_are_you", "do_you_read_novels"], kept.QuestionsBefore.Select(q => q.Key));
        Assert.Equal((SurveyQuestionKind.Number, 18), (kept.QuestionsBefore[0].Kind, kept.QuestionsBefore[0].Min));
        Assert.Equal(["Never"], kept.QuestionsBefore[1].ScreensOut);
        Assert.Equal(("training_what_now", "Tea.", "A boat.", "Tea is **enough**.", 1),
            (kept.Training[0].Key, kept.Training[0].Better, kept.Training[0].Worse, kept.Training[0].Feedback, kept.TrainingPass));
        Assert.Single(kept.Gold);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Design_Launched_SaysHowItIsJudged(bool phone)
    {
        await using var judged = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, FlowDesign.Whole with { Waves = [new() { Name = "Pilot", Share = 0.3 }, new() { Name = "Rest", Share = 0.7, RatersPerComparison = 2 }] });
        var session = await OpenAsync(fixture.Program, phone ? Viewport.Phone : Viewport.Desktop);
        await session.GoAsync($"studies/{judged.Id}/design");
        var facts = session.Page.Locator("[data-part=judging]");
        await Assertions.Expect(facts).ToContainTextAsync("Rest: 70 % of the comparisons, third party, 2 people each");
        await Assertions.Expect(facts).ToContainTextAsync("2 pairs, 2 of them right to go on");
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
    }

    private static async Task EnterAsync(ILocator within, string name, string text)
    {
        var field = within.Locator($"[name={name}]");
        await field.FillAsync(text);
        await field.BlurAsync();
    }
}
