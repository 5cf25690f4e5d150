using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>Prepared pairs with a known answer among the hidden checks.</summary>
public sealed class GoldPairTests
{
    private static readonly AnnotationDesign Golden = new()
    {
        CheckEvery = 2,
        Gold = [WholeFlow.Pair("gold_bees", "Bees?"), WholeFlow.Pair("gold_pipes", "Pipes?"), WholeFlow.Pair("gold_tea", "Tea?")],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_WithGold_ShowsEachOnceAmongTheOtherChecks()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: Golden);
        var ann = await study.AnnotatorAsync("ann");

        var shown = await study.JudgeAllAsync(ann);

        var checks = await study.RowsAsync<HiddenCheck>();
        Assert.Equal(24 + checks.Count, shown);
        Assert.Equal(Enum.GetValues<HiddenCheckKind>(), checks.Select(c => c.Kind).Distinct().Order());
        var gold = checks.Where(c => c.Kind == HiddenCheckKind.Gold).OrderBy(c => c.After).ToList();
        Assert.Equal([2, 6, 10], gold.Select(c => c.After));
        Assert.Equal(["gold_bees", "gold_pipes", "gold_tea"], gold.Select(c => c.PreparedKey).Order());
        var persona = (await study.RowsAsync<StudyPersona>()).Single(p => p.PersonaId == AnnotationStudy.LibraryPersona(0)).Id;
        Assert.All(gold, c =>
        {
            var betterIsLeft = c.Left.StartsWith("better", StringComparison.Ordinal);
            Assert.Equal((betterIsLeft ? Choice.Left : Choice.Right, betterIsLeft, persona, null), (c.Expected, c.IsPassed, c.StudyPersonaId, c.StudyPromptId));
        });
        Assert.Equal(24, (await study.RowsAsync<StoredJudgment>()).Count);
        var rater = Assert.Single((await study.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel)).Raters);
        Assert.Equal((3, gold.Count(c => c.IsPassed == true)), (rater.Gold, rater.GoldRight));
    }

    [Fact]
    public async Task NextAsync_GoldPair_LooksLikeAnyOther()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: Golden);
        var ann = await study.AnnotatorAsync("ann");
        for (var i = 0; i < 2; i++)
            await study.JudgeAsync(ann, (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!, Choice.Tie);

        var pair = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;

        Assert.Equal(Assert.Single(await study.RowsAsync<HiddenCheck>()).Id, pair.AssignmentId);
        Assert.Equal("Person 0", pair.Persona!.Name);
        Assert.EndsWith("?", pair.Prompt, StringComparison.Ordinal);
        Assert.Equal(4, pair.AssignmentId.Version);
    }

    /// <summary>The count on the screen moves with every pair, so that a pair that does not count cannot be told by it.</summary>
    [Fact]
    public async Task ProgressAsync_WithChecks_MovesByOneWithEveryPairAndKeepsItsTotal()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: Golden with { RatersPerComparison = 1 });
        var ann = await study.AnnotatorAsync("ann");
        var seen = new List<(int Done, int Total)>();
        while (await study.Assignments.NextAsync(ann, study.Id, null, Cancel) is { } pair)
        {
            await study.Assignments.NextAsync(ann, study.Id, pair.AssignmentId, Cancel);
            var progress = await study.Assignments.ProgressAsync(ann, study.Id, Cancel);
            seen.Add((progress.Judged, progress.Total));
            await study.JudgeAsync(ann, pair, Choice.Left);
        }

        Assert.Equal(Enumerable.Range(0, 36).Select(i => (i, 36)), seen);
        Assert.Equal(0, (await study.Assignments.ProgressAsync(ann, study.Id, Cancel)).Remaining);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "2 hidden checks failed")]
    public async Task SubmitAsync_GoldPairs_CountForTheRule(bool right, string? reason)
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: Golden with { ExcludeAfterFailedChecks = 2 });
        var ann = await study.AnnotatorAsync("ann");
        var ids = new List<Guid>();
        for (var i = 0; ids.Count < 2 && i < 20; i++)
        {
            var pair = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
            var check = (await study.RowsAsync<HiddenCheck>()).SingleOrDefault(c => c.Id == pair.AssignmentId);
            if (check?.Kind == HiddenCheckKind.Gold)
                ids.Add(check.Id);
            // Other checks are answered as they want, so that the gold pairs alone decide.
            await study.JudgeAsync(ann, pair, check is null ? Choice.Tie : check.Kind != HiddenCheckKind.Gold || right ? check.Expected : WholeFlow.SideOf(pair, false));
        }

        Assert.Equal(2, ids.Count);
        Assert.Equal(reason, Assert.Single(await study.RowsAsync<Rater>()).ExclusionReason);
    }

    [Theory]
    [InlineData(Choice.Left, true)]
    [InlineData(Choice.Right, false)]
    [InlineData(Choice.Tie, false)]
    [InlineData(Choice.BothBad, false)]
    public async Task SubmitAsync_GoldPairBetterAtLeft_PassesOnlyThere(Choice answer, bool passes)
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 1, prompts: 2, annotation: Golden with { CheckEvery = 1, RatersPerComparison = 20 });
        for (var i = 0; i < 20; i++)
        {
            var rater = await study.AnnotatorAsync($"a{i}");
            await study.JudgeAsync(rater, (await study.Assignments.NextAsync(rater, study.Id, null, Cancel))!, Choice.Tie);
            var pair = (await study.Assignments.NextAsync(rater, study.Id, null, Cancel))!;
            if (!pair.Left.StartsWith("better", StringComparison.Ordinal))
                continue;
            await study.JudgeAsync(rater, pair, answer);
            Assert.Equal(passes, (await study.RowsAsync<HiddenCheck>()).Single(c => c.Id == pair.AssignmentId).IsPassed);
            return;
        }
        Assert.Fail("No gold pair of twenty had the better answer at the left.");
    }
}
