using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Studies;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>Rating one answer at a time in the browser, by keys on a desk and by touch on a phone.</summary>
public sealed partial class RatingTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    private static readonly AnnotationDesign Ratings = new() { Unit = JudgedUnit.Output, Criteria = [CriterionDesign.Usual[0], CriterionDesign.Usual[3]] };

    [Fact]
    public async Task Rate_ByKeys_SavesEveryStepAndUndoBringsItBack()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 2, Cancel, Ratings);
        var session = await OpenAsync(fixture.Program);
        var tap = new Wiretap(session.Page);
        await session.BeginAsync(study);
        await Assertions.Expect(session.Page.Locator(".judge-pane")).ToHaveCountAsync(1);
        await session.AssertAccessibleAsync();
        var shown = new List<string>();
        foreach (var keys in new[] { "1 3 1", "5 4 2", "2 2 2", "4 5 1" })
        {
            await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync($"{shown.Count + 1} of 4");
            await session.WaitForPairAsync();
            await tap.LookAsync(session.Page);
            shown.Add(await MarkAsync(session));
            foreach (var key in keys.Split(' '))
                await session.Page.Keyboard.PressAsync(key);
            await session.Page.Keyboard.PressAsync("Enter");
        }

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        var rows = (await study.JudgmentsAsync(Cancel)).OrderBy(j => j.SubmittedAt).ToList();
        Assert.Equal([1, 5, 2, 4], rows.Where(j => j.Criterion == "overall").Select(j => j.Value!.Value));
        Assert.Equal([1, 2, 2, 1], rows.Where(j => j.Criterion == "over_personalization").Select(j => j.Value!.Value));
        Assert.Equal(4, shown.Distinct().Count());
        await session.Page.Keyboard.PressAsync("u");
        await session.WaitForPairAsync();
        await Assertions.Expect(session.Page.Locator("input[name=overall][value=value_4]")).ToBeCheckedAsync();
        await tap.CompleteAsync();
        Assert.All(JudgingStudy.Secrets.Concat((await study.HiddenIdsAsync(Cancel)).Select(id => id.ToString())), secret => Assert.False(tap.Contains(secret), $"'{secret}' reached the annotator's browser."));
    }

    [Fact]
    public async Task Rate_OneAnswer_OffersNothingThatNeedsTwo()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, Ratings with { Criteria = [] });
        var session = await OpenAsync(fixture.Program);
        // As whoever turned it on in a study of pairs has it in this browser.
        await session.GoAsync("studies");
        await session.Page.EvaluateAsync("localStorage.setItem('workbench.differences', 'true')");
        await session.GoAsync(study.Path);
        var screen = session.Page.Locator("main.judge");
        await Assertions.Expect(screen).ToContainTextAsync("Rate how good the answer is for this person");
        await Assertions.Expect(screen).Not.ToContainTextAsync(Comparing());
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await session.WaitForPairAsync();

        await Assertions.Expect(session.Page.Locator("[data-act=sync], [data-act=differences]")).ToHaveCountAsync(0);
        foreach (var key in new[] { "d", "y", "4" })
            await session.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(session.Page.Locator(".judge-message")).ToHaveTextAsync("");
        await session.Page.Keyboard.PressAsync("?");
        var sheet = session.Page.Locator("#judge-keys");
        await Assertions.Expect(sheet).ToContainTextAsync("One step lower, one step higher");
        await Assertions.Expect(sheet).Not.ToContainTextAsync("both answers");
        await session.AssertAccessibleAsync();
        await session.Page.Keyboard.PressAsync("Escape");
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync("2 of 2");
        await session.Page.Keyboard.PressAsync("s");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Skip it" }).ClickAsync();
        await Assertions.Expect(screen).ToContainTextAsync("You rated 1 answer and skipped 1.");
        await Assertions.Expect(screen).Not.ToContainTextAsync(Comparing());

        var judgment = Assert.Single(await study.JudgmentsAsync(Cancel), j => j.Value is not null);
        Assert.Equal((4, false), (judgment.Value, judgment.Details!.DifferencesShown));
        await session.GoAsync($"studies/{study.Id}/annotate");
        await session.Page.Locator("[data-table=raters] a.row-link").ClickAsync();
        await Assertions.Expect(session.Page.Locator("#rater")).ToBeVisibleAsync();
        Assert.Empty(await session.Page.Locator("th:text-is('Left'), dt:text-is('Sides')").AllAsync());
        await session.AssertAccessibleAsync();
        await session.AssertFitsWidthAsync();
    }

    [Fact]
    public async Task Rate_OnAPhone_WorksByTouchFitsAndEndsInTheResults()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, Ratings);
        var session = await OpenAsync(fixture.Program, Viewport.Phone);
        await session.BeginAsync(study);
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
        var personal = new List<bool>();
        for (var number = 1; number <= 2; number++)
        {
            await Assertions.Expect(session.Page.Locator(".judge-count")).ToHaveTextAsync($"{number} of 2");
            await session.WaitForPairAsync();
            personal.Add(study.IsPersonal(await MarkAsync(session)));
            await session.Page.Locator($"label.choice:has(input[name=overall][value={(personal[^1] ? "value_5" : "value_2")}])").TapAsync();
            foreach (var criterion in new[] { "personalization_fit", "over_personalization" })
                await session.Page.Locator($"label.choice:has(input[name={criterion}][value=value_3])").TapAsync();
            await session.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).TapAsync();
        }

        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("That was all. Thank you.");
        await session.GoAsync($"studies/{study.Id}/results?criterion=overall");
        await Assertions.Expect(session.Page.Locator("[data-answer='how-much-better'] .answer-sentence")).ToContainTextAsync("3.00 steps higher than the others");
        await Assertions.Expect(session.Page.Locator("[data-answer='does-it-help'] .answer-sentence")).ToContainTextAsync("each was rated by itself");
        await session.AssertFitsWidthAsync();
        await session.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Design_OfRatings_OffersAndSaysNothingThatComparesAnswers()
    {
        await using var judged = await JudgingStudy.CreateAsync(fixture.Program, 1, 1, Cancel, Ratings);
        var draft = Guid.NewGuid();
        await judged.Database.WriteAsync(db =>
        {
            db.Add(new Study { Id = draft, Name = "A draft", State = StudyState.Draft, Design = new() { Annotation = Ratings }, CreatedAt = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc) });
            return Task.CompletedTask;
        }, Cancel);
        var session = await OpenAsync(fixture.Program);
        await session.GoAsync($"studies/{draft}/design?step=judging");
        var step = session.Page.Locator(".judging-step");
        await Assertions.Expect(step).ToContainTextAsync("A hidden check after so many answers");
        await Assertions.Expect(step.Locator("[data-items=training], [data-items=gold], option[value=Adaptive]")).ToHaveCountAsync(0);
        Assert.DoesNotMatch(Comparing(), (await step.InnerTextAsync()).Replace("Compare two answers", "", StringComparison.Ordinal).Replace("Comparing tells small differences apart.", "", StringComparison.Ordinal));
        await session.AssertAccessibleAsync();
    }

    // Words of two answers side by side. "Pair" within another word, such as repair, is none of them.
    [GeneratedRegex(@"\bpairs?\b|\bcompar|\bsides\b|which answer", RegexOptions.IgnoreCase)]
    private static partial Regex Comparing();

    private static async Task<string> MarkAsync(PageSession session) => Mark().Match(await session.Page.Locator(".judge-pane").InnerTextAsync()).Groups[1].Value;

    [GeneratedRegex(@"\(note ([0-9a-f]{12})\)")]
    private static partial Regex Mark();
}
