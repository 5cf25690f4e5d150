using Workbench.BrowserTests.Browsing;
using Xunit;

namespace Workbench.BrowserTests.Annotation;

/// <summary>Two hundred pairs of known conditions: nothing that reaches the browser tells which is which.</summary>
public sealed class BlindingTests(BrowserFixture browser, ProgramFixture fixture) : BrowserTest(browser), IClassFixture<ProgramFixture>
{
    private const int Pairs = 200;

    [Fact]
    public async Task Judge_TwoHundredPairs_RevealNothing()
    {
        await using var study = await JudgingStudy.CreateAsync(fixture.Program, 5, Pairs / 5, Cancel);
        var session = await OpenAsync(fixture.Program);
        var tap = new Wiretap(session.Page);
        await session.BeginAsync(study);
        var seen = new List<Sighting>();
        for (var i = 0; i < Pairs; i++)
        {
            var (left, _) = await session.MarksAsync();
            seen.Add(new(i, await AssignmentOnScreenAsync(session), study.IsPersonal(left)));
            if (i % 20 == 0)
            {
                await tap.LookAsync(session.Page);
                await AssertPanesAlikeAsync(session);
            }
            await session.PressAndTurnAsync(i % 2 == 0 ? "a" : "b", "Enter");
        }
        await tap.LookAsync(session.Page);
        await tap.CompleteAsync();

        Assert.Equal(Pairs, seen.Select(s => s.Assignment).Distinct().Count());
        Assert.True(tap.Bytes > 100_000, "the tap heard nothing");
        Assert.True(tap.Contains("quiet weekend number"), "the tap cannot read what is on the screen");
        Assert.All(JudgingStudy.Secrets, secret => Assert.False(tap.Contains(secret), $"'{secret}' reached the browser."));
        foreach (var id in await study.HiddenIdsAsync(Cancel))
            Assert.False(tap.Contains(id.ToString("D")) || tap.Contains(id.ToString("N")) || tap.Contains(id.ToByteArray()), $"{id} reached the browser.");
        Assert.Equal(Pairs / 2, seen.Count(s => s.PersonalIsLeft));
        AssertNoBetterThanChance(seen);
    }

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

    private static async Task<Guid> AssignmentOnScreenAsync(PageSession session)
    {
        // The browser keeps a draft under the assignment's id as soon as something is marked: the only id it has.
        await session.Page.Keyboard.PressAsync("t");
        return Guid.Parse(await session.Page.EvaluateAsync<string>("() => Object.keys(localStorage).find(key => key.startsWith('workbench.draft.')).slice('workbench.draft.'.length)"));
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
