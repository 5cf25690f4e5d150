using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Features.Studies;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>Two hundred pairs of known conditions: nothing that reaches the browser tells which is which.</summary>
public sealed class BlindingTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    private const int Pairs = 200;

    [Fact]
    public Task Judge_TwoHundredPairs_RevealNothing() => JudgeAndListenAsync(new(), Pairs, _ => Task.CompletedTask);

    /// <summary>
    /// With all that can be asked, the words that differ underlined, a passage marked in every pair, and hidden checks
    /// between: an annotator sees more, and learns nothing more.
    /// </summary>
    [Fact]
    public Task Judge_TwoHundredPairsWithAllThatCanBeAsked_RevealNothing() => JudgeAndListenAsync(
        new()
        {
            AsksSpans = true,
            AsksGuess = true,
            AsksCertainty = true,
            RationaleLength = 0,
            ReasonCodes = ["warmer"],
            Criteria = CriterionDesign.Usual,
            CheckEvery = 10,
        },
        Pairs,
        async session =>
        {
            await session.Page.GetByLabel("fairly").CheckAsync();
            foreach (var key in new[] { "h", "Shift+ArrowRight", "Enter", "1" })
                await session.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(session.Page.Locator(".judge-marked li")).ToHaveCountAsync(1);
            for (var question = 0; question <= CriterionDesign.Usual.Count; question++)
                await session.Page.Keyboard.PressAsync("b");
        });

    private async Task JudgeAndListenAsync(AnnotationDesign design, int pairs, Func<PageSession, Task> answerTheRest)
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 5, pairs / 5, Cancel, design);
        var session = await OpenAsync(fixture.Program);
        var tap = new Wiretap(session.Page);
        await session.BeginAsync(study);
        if (design.AsksSpans)
            await session.Page.Keyboard.PressAsync("d");
        var heard = new List<(Guid Assignment, string Left)>();
        var lastPrompt = "";
        while (!await IsOverAsync(session))
        {
            var turned = heard.Count;
            var assignment = await AssignmentOnScreenAsync(session);
            heard.Add((assignment, (await session.MarksAsync()).Left));
            lastPrompt = await session.Page.Locator(".judge-prompt .reading").InnerTextAsync();
            if (turned % 20 == 0)
            {
                await tap.LookAsync(session.Page);
                await AssertPanesAlikeAsync(session);
            }
            await session.Page.Keyboard.PressAsync(turned % 2 == 0 ? "a" : "b");
            await answerTheRest(session);
            await SubmitAsync(session, assignment);
        }
        await tap.LookAsync(session.Page);
        await tap.CompleteAsync();

        // Hidden checks count for what is heard; the guess is about the pairs, which only the database can tell from them.
        var assignments = (await study.AssignmentIdsAsync(Cancel)).ToHashSet();
        var seen = heard.Where(h => assignments.Contains(h.Assignment)).Select((h, i) => new Sighting(i, h.Assignment, study.IsPersonal(h.Left))).ToList();
        Assert.Equal(pairs, seen.Count);
        Assert.Equal(heard.Count, heard.Select(h => h.Assignment).Distinct().Count());
        Assert.True(design.CheckEvery is null || heard.Count > pairs, "no hidden check came");
        // The markup is looked at now and then; each pair comes through the socket, so that is what the tap must hear.
        Assert.True(tap.FrameBytes > 100_000, "the tap heard no frames");
        Assert.True(tap.FramesContain(lastPrompt), "the tap did not hear the last pair");
        Assert.Empty(tap.Unread);
        Assert.All(JudgingStudy.Secrets, secret => Assert.False(tap.Contains(secret), $"'{secret}' reached the browser."));
        foreach (var id in await study.HiddenIdsAsync(Cancel))
            Assert.False(tap.Contains(id.ToString("D")) || tap.Contains(id.ToString("N")) || tap.Contains(id.ToByteArray()), $"{id} reached the browser.");
        Assert.Equal(pairs / 2, seen.Count(s => s.PersonalIsLeft));
        AssertNoBetterThanChance(seen);
    }

    private static async Task<bool> IsOverAsync(PageSession session) => await session.Page.Locator("form.judge-answers").CountAsync() == 0;

    /// <summary>
    /// Of all bits of the ids and of the position, the best on one half of the pairs predicts the other half. 100
    /// guesses at chance are 50 ± 5; four standard deviations leave a false alarm in some 15,000 runs.
    /// </summary>
    private static void AssertNoBetterThanChance(List<Sighting> seen)
    {
        var (train, test) = (seen.Where(s => s.Position % 4 < 2).ToList(), seen.Where(s => s.Position % 4 >= 2).ToList());
        var features = Enumerable.Range(0, 128).Select(bit => (Func<Sighting, bool>)(s => (s.Assignment.ToByteArray()[bit / 8] >> (bit % 8) & 1) == 1))
            .Concat(Enumerable.Range(0, 8).Select(bit => (Func<Sighting, bool>)(s => (s.Position >> bit & 1) == 1)))
            .ToList();
        var best = features.MaxBy(f => Math.Abs(train.Count(s => f(s) == s.PersonalIsLeft) - train.Count / 2))!;
        var agrees = train.Count(s => best(s) == s.PersonalIsLeft) * 2 >= train.Count;
        var right = test.Count(s => best(s) == s.PersonalIsLeft == agrees);
        Assert.InRange(right, 0, test.Count / 2 + 20);
    }

    private static async Task<Guid> AssignmentOnScreenAsync(PageSession session) =>
        // The only id that the browser has.
        Guid.Parse(await session.Page.Locator("form.judge-answers").GetAttributeAsync("data-assignment") ?? "");

    private static async Task SubmitAsync(PageSession session, Guid assignment)
    {
        await session.Page.Keyboard.PressAsync("Enter");
        await session.Page.WaitForFunctionAsync(
            "before => !document.querySelector('.judge-panes') || (document.querySelector('form.judge-answers')?.dataset.assignment !== before && document.querySelector('form.judge-answers fieldset[data-active]'))",
            assignment.ToString("D"));
    }

    private static async Task AssertPanesAlikeAsync(PageSession session)
    {
        var shells = await session.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.judge-pane')].map(pane => {
                const copy = pane.cloneNode(true);
                copy.querySelector('.reading').innerHTML = '';
                return copy.outerHTML.replaceAll('Answer A', 'Answer ?').replaceAll('Answer B', 'Answer ?');
            })
            """);
        Assert.Equal(2, shells.Length);
        Assert.Equal(shells[0], shells[1]);
    }

    private sealed record Sighting(int Position, Guid Assignment, bool PersonalIsLeft);
}
