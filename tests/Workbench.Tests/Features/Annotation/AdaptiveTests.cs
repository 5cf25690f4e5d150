using Workbench.Data;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Datasets;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Workbench.Shared.Access;
using Xunit;
using Choice = Workbench.Shared.Judging.Choice;

namespace Workbench.Tests.Features.Annotation;

public sealed class AdaptiveTests
{
    private static readonly Actor Owner = new("owner", "Owner", ActorRole.Owner);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_NothingJudgedYet_DrawsEachBlockWithTheSameStoredProbability()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 5, annotation: Design(3));

        await study.Assignments.NextAsync(await study.AnnotatorAsync("ann"), study.Id, null, Cancel);

        var given = await study.RowsAsync<Assignment>();
        Assert.Equal(5, given.Count);
        Assert.All(given, a => Assert.Equal(0.25, a.SelectionProbability!.Value, 1e-12));
    }

    /// <summary>Person 0 is answered now this way, now that way; the others always alike. New raters are sent to Person 0 more often, with the probability that is stored.</summary>
    [Fact]
    public async Task NextAsync_OnePersonaUncertain_IsDrawnAsOftenAsItsStoredProbability()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: Design(50));
        var person0 = (await study.RowsAsync<StudyPersona>()).Single(p => p.Position == 0).Id;
        var personas = (await study.RowsAsync<Comparison>()).ToDictionary(c => c.Id, c => c.StudyPersonaId);
        foreach (var name in new[] { "ann", "bob", "cem" })
        {
            var (actor, flip) = (await study.AnnotatorAsync(name), false);
            while (await study.Assignments.NextAsync(actor, study.Id, null, Cancel) is { } pair)
            {
                var assignment = (await study.RowsAsync<Assignment>()).Single(a => a.Id == pair.AssignmentId);
                var personal = personas[assignment.ComparisonId] != person0 || (flip = !flip);
                await study.JudgeAsync(actor, pair, personal == assignment.FirstIsLeft ? Choice.Right : Choice.Left);
            }
        }
        study.Time.Advance(TimeSpan.FromMinutes(1));

        var toPerson0 = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            var rater = await study.AnnotatorAsync($"new{i}");
            await study.Assignments.NextAsync(rater, study.Id, null, Cancel);
            var mine = (await study.RowsAsync<Assignment>()).Where(a => a.State == AssignmentState.Open).MaxBy(a => a.CreatedAt)!;
            toPerson0.Add(personas[mine.ComparisonId] == person0 ? mine.SelectionProbability!.Value : 0);
            study.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // Slices of 18 judgments with two of the prior: all won gives s² = 0.05, half won 0.263: √(0.263/0.05) = 2.3 times the drop, P = 2.3/5.3 = 0.43.
        Assert.All(toPerson0.Where(p => p > 0), p => Assert.Equal(0.433, p, 0.02));
        // 60 draws: 26 ± 3 standard deviations of 3.8.
        Assert.InRange(toPerson0.Count(p => p > 0), 14, 38);
    }

    [Fact]
    public async Task NextAsync_ToTheEnd_FillsEveryPlaceInBalanceAndStoresEveryProbability()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 3, prompts: 5, annotation: Design(3) with { Targets = [new() { Kind = StratumKind.Persona, Value = "Person 1", Judgments = 6 }] });
        foreach (var name in new[] { "ann", "bob", "cem", "dee" })
            await study.JudgeAllAsync(await study.AnnotatorAsync(name));

        var assignments = await study.RowsAsync<Assignment>();
        Assert.Equal(36, assignments.Count);
        Assert.All(assignments, a => Assert.InRange(a.SelectionProbability!.Value, 1e-9, 1));
        Assert.All(assignments.GroupBy(a => a.ComparisonId), g => Assert.InRange(g.Count(a => a.FirstIsLeft), 0, 2));
    }

    [Fact]
    public async Task AnalyzeAsync_AdaptiveStudy_WeighsAndSaysSo()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 3, prompts: 5, annotation: Design(3));
        await study.JudgeAllAsync(await study.AnnotatorAsync("ann"));

        var analysis = await study.Get<AnalysisQuery>().AnalyzeAsync(Owner, study.Id, new(), Cancel);

        var rows = analysis.Study.Rows;
        Assert.Equal(rows.Count, rows.Count(r => r.SelectionProbability > 0));
        Assert.Contains(analysis.Charts.Single(c => c.Chart.Key == "does-it-help").Answer.Footnotes, note => note.Contains("inverse of the probability", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ToRecord_AdaptiveStudyInItsSecondWave_ExportsProbabilityAndWave()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 4, annotation: Design(1) with { Waves = [new() { Name = "One", Share = 0.5 }, new() { Name = "Two", Share = 0.5 }] });
        var ann = await study.AnnotatorAsync("ann");
        await study.JudgeAllAsync(ann);
        await study.OpenNextWaveAsync(0);
        await study.JudgeAllAsync(ann);

        var records = await study.Get<Database>().ReadAsync(async db =>
        {
            var source = await StudySource.OpenAsync(db, db.Set<Study>().Single(), Cancel);
            var list = new List<Judgment>();
            await foreach (var row in source.JudgmentsAsync(Cancel))
                list.Add(JudgmentRecords.ToRecord(source, row));
            return list;
        }, Cancel);

        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], records.Select(r => r.Extra["wave"].GetInt32()).Order());
        // Two blocks a wave, drawn one after the other: P = ½ and 1 in each.
        Assert.Equal([0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1], records.Select(r => r.Extra["selection_probability"].GetDouble()).Order());
        Assert.All(records, r => Assert.Contains(JudgmentRecords.Fields, f => f.Name == "selection_probability"));
        Assert.Equal(records.Select(r => 1 / r.Extra["selection_probability"].GetDouble()), JudgmentSet.From(records).Weight.ToArray());
    }

    private static AnnotationDesign Design(int k) => new() { RatersPerComparison = k, Allocation = Allocation.Adaptive };
}
