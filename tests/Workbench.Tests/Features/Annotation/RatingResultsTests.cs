using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Annotation.Monitoring;
using Workbench.Features.Annotation.Reviewing;
using Workbench.Features.Annotation.Trying;
using Workbench.Features.Datasets;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Commands;
using Workbench.Tests.Features.Datasets;
using Xunit;
using Choice = Workbench.Shared.Judging.Choice;

namespace Workbench.Tests.Features.Annotation;

/// <summary>What researchers see of ratings: results, files, the monitor, the review and a trial.</summary>
public sealed class RatingResultsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnalyzeAsync_Ratings_GiveMeansDifferencesAndAgreementAndNoPreference()
    {
        await using var study = await RatedAsync();

        var analysis = await study.Workbench.Get<AnalysisQuery>().AnalyzeAsync(Actor.LocalOwner, study.Id, new(), Cancel);
        var answers = analysis.Charts.ToDictionary(c => c.Chart.Key, c => c.Answer);

        // Personalized: anna 5, ben 4; the others: 3 each. Means 4.5 and 3, difference 1.5 in each of 3 × 2 cells.
        var means = answers["how-good"].Tables[0].Rows.ToDictionary(r => r[0], r => (r[1], r[3]));
        Assert.Equal((("3.00", "12"), ("4.50", "12")), (means["non-personalized"], means["persona prompt"]));
        Assert.Contains("1.50 steps higher than the others", answers["how-much-better"].Sentence, StringComparison.Ordinal);
        Assert.Equal(["+1.50", "+1.50", "+1.50", "+1.50"], answers["how-much-better"].Tables[0].Rows.Select(r => r[1]));
        Assert.StartsWith("No data: this question needs answers that were compared", answers["does-it-help"].Sentence, StringComparison.Ordinal);
        Assert.Contains("People made 24 of 36 wanted judgments", answers["how-far"].Sentence, StringComparison.Ordinal);
        var overview = await study.Workbench.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel);
        Assert.NotNull(overview.Agreement.Value);
    }

    [Fact]
    public async Task Export_Ratings_AreCanonicalRowsThatAnalyzeReadsAndNoPreferencePairs()
    {
        await using var study = await RatedAsync();
        var (lines, _) = await ExportAsync(study, "judgments-jsonl");
        var (_, preferences) = await ExportAsync(study, "trl-preference");

        var rows = Exports.ReadJsonLines(lines);
        Assert.Equal(24, rows.Count);
        Assert.All(rows, r => Assert.Equal((null, null), (r.Left, r.Right)));
        Assert.Equal((await study.RowsAsync<Output>()).Select(o => o.Id.ToString("D")).Order(StringComparer.Ordinal), rows.Select(r => r.Item).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3.75, rows.Average(r => r.Value!.Value.Number!.Value));
        Assert.Equal(["non-personalized", "persona prompt"], rows.Select(r => r.Extra["system"].GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((0, "12 rated by itself, and not compared"), (preferences.Rows, string.Join(", ", preferences.LeftOut.Select(l => $"{l.Count} {l.Reason}"))));

        var path = Path.Combine(study.Workbench.Folder, "ratings.jsonl");
        await File.WriteAllBytesAsync(path, lines, Cancel);
        var run = await CommandRun.OfAsync("analyze", path, "--json");
        Assert.Equal(24, (int)run.Json["counts"]!["scored"]!);
        Assert.Equal(3.75, (double)run.Json["criteria"]!["overall"]!["ratings"]!["mean"]!, 12);
    }

    [Fact]
    public async Task Overview_OfRatings_HasNoSides()
    {
        await using var study = await RatedAsync();

        var overview = await study.Workbench.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel);

        Assert.Equal(JudgedUnit.Output, overview.Unit);
        Assert.Equal(0, overview.Sides.Left.N);
        Assert.Equal((true, "no variation between personas: no interval", 6), (overview.Precision.IsRated, overview.Precision.UndefinedReason, overview.Precision.N));
        Assert.DoesNotContain(RaterColumn.Of(overview.Unit), c => c.Key is "left" or "gold");
        Assert.Equal(2, RaterColumn.All.Count - RaterColumn.Of(overview.Unit).Count);
        Assert.DoesNotContain(RaterColumn.Of(overview.Unit), c => c.Means.Contains("side", StringComparison.Ordinal) || c.Means.Contains("pair", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Overview_OfRatings_KnowsHowSureTheirDifferenceIs()
    {
        await using var study = await RatingStudy.LaunchAsync(personas: 3, prompts: 2);
        var personal = await study.PersonalByTextAsync();
        var outputs = await study.RowsAsync<Output>();
        var people = outputs.Select(o => o.StudyPersonaId).Distinct().Order().ToList();
        var person = outputs.ToDictionary(o => o.Text!, o => people.IndexOf(o.StudyPersonaId));
        // Answers for the first person are 1 better, for the second 2, for the third 3: a mean of 2, a standard deviation of 1.
        await study.RateAllAsync(await study.AnnotatorAsync("anna"), shown => personal[shown.Left] ? 3 + person[shown.Left] : 2);

        var precision = (await study.Workbench.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel)).Precision;

        Assert.Equal((true, 6, 3, "persona"), (precision.IsRated, precision.N, precision.Clusters, precision.ClusterUnit));
        // t of 2 degrees of freedom, 4.302653, by 1/√3.
        Assert.Equal(4.302653 / Math.Sqrt(3), precision.HalfWidth, 5);
        Assert.Equal(1, precision.Icc, 9);
        Assert.Equal(593 - 6, precision.More(0.25));
        Assert.Null(precision.MoreInSameClusters(0.25));
    }

    [Fact]
    public async Task Review_OfRatings_ListsTheMostDisputedShowsOneAnswerAndTakesARating()
    {
        await using var study = await RatedAsync();
        var personal = await study.PersonalByTextAsync();
        var reviews = study.Workbench.Get<AdjudicationStore>();

        // Anna gave each of the six personalized answers 5 and ben 4; of the others they said the same.
        var queue = await study.Workbench.Get<ReviewQuery>().QueueAsync(Actor.LocalOwner, study.Id, new(), Cancel);
        Assert.Equal((6, 12), (queue.Total, queue.Shared));
        Assert.All(queue.Items, i => Assert.Equal([("4 of 5", 1), ("5 of 5", 1)], i.Verdicts));
        var item = queue.Items[0];
        var pair = await reviews.OpenAsync(Actor.LocalOwner, study.Id, item.ComparisonId, item.Criterion, null, Cancel);
        Assert.True(pair.IsRated);
        Assert.Null(pair.Right);
        Assert.True(personal[pair.Left]);
        Assert.Equal(["4 of 5", "5 of 5"], pair.Verdicts.Select(v => v.Words).Order(StringComparer.Ordinal));
        Assert.All(pair.Verdicts, v => Assert.False(v.SawSwapped));

        var verdict = new NewAdjudication { ComparisonId = item.ComparisonId, Criterion = item.Criterion, Perspective = pair.Perspective, Displayed = null, Value = 3, Reason = "It repeats the profile" };
        await Assert.ThrowsAsync<ArgumentException>(() => reviews.AdjudicateAsync(Actor.LocalOwner, study.Id, verdict with { Displayed = Choice.Left, Value = null }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => reviews.AdjudicateAsync(Actor.LocalOwner, study.Id, verdict with { Value = 6 }, Cancel));
        await reviews.AdjudicateAsync(Actor.LocalOwner, study.Id, verdict, Cancel);

        Assert.Equal(("3 of 5", "It repeats the profile"), Assert.Single((await reviews.OpenAsync(Actor.LocalOwner, study.Id, item.ComparisonId, item.Criterion, null, Cancel)).History) is var past ? (past.Words, past.Reason) : default);
        Assert.Equal(5, (await study.Workbench.Get<ReviewQuery>().QueueAsync(Actor.LocalOwner, study.Id, new(), Cancel)).Total);
        Assert.Equal(24, (await study.RowsAsync<StoredJudgment>()).Count);
        var analysis = await study.Workbench.Get<AnalysisQuery>().AnalyzeAsync(Actor.LocalOwner, study.Id, new(), Cancel);
        var answer = analysis.Charts.Single(c => c.Chart.Key == "how-much-better").Answer;
        Assert.Contains("2 ratings of 1 answer then say what the adjudicator said", Assert.Single(answer.Footnotes, f => f.StartsWith("With adjudicated verdicts instead: +", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_OfRatings_ShowsSingleAnswersWithTheirChecksAndLeavesNothing()
    {
        await using var study = await RatingStudy.LaunchAsync(2, 6, new() { CheckEvery = 6 });
        await using var trial = await study.Workbench.Get<TrialStore>().OpenAsync(Actor.LocalOwner, study.Id, Cancel);
        var (desk, me) = (trial.Desk, trial.Annotator);
        Assert.Equal(JudgedUnit.Output, (await desk.OpenAsync(me, study.Id, Cancel)).Unit);
        var shown = new List<PairToJudge>();
        while (await desk.NextAsync(me, study.Id, null, Cancel) is { } next)
        {
            shown.Add(next);
            await desk.ShowAsync(me, next.AssignmentId, Cancel);
            Assert.Equal(SubmitOutcome.Saved, await desk.SubmitAsync(
                me, new Submission { Id = Guid.NewGuid(), AssignmentId = next.AssignmentId, Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = CriterionAnswer.Rating(4) } }, Cancel));
        }

        // 2 × 6 × 2 answers, and a check after each sixth.
        Assert.Equal(24 + 4, shown.Count);
        Assert.All(shown, s => Assert.Null(s.Right));
        Assert.Equal((28, 0), ((await desk.ProgressAsync(me, study.Id, Cancel)).Judged, (await desk.ProgressAsync(me, study.Id, Cancel)).Remaining));
        Assert.Equal(24, await trial.Get<Database>().ReadAsync(db => db.Set<StoredJudgment>().CountAsync(j => j.Value == 4, Cancel), Cancel));
        Assert.Empty(await study.RowsAsync<StoredJudgment>());
        Assert.Empty(await study.RowsAsync<Assignment>());
        Assert.Empty(await study.RowsAsync<Rater>());
    }

    private static async Task<RatingStudy> RatedAsync()
    {
        var study = await RatingStudy.LaunchAsync(personas: 3, prompts: 2);
        var personal = await study.PersonalByTextAsync();
        await study.RateAllAsync(await study.AnnotatorAsync("anna"), shown => personal[shown.Left] ? 5 : 3);
        await study.RateAllAsync(await study.AnnotatorAsync("ben"), shown => personal[shown.Left] ? 4 : 3);
        return study;
    }

    private static async Task<(byte[] Bytes, DatasetCounts Counts)> ExportAsync(RatingStudy study, string format)
    {
        using var stream = new MemoryStream();
        var file = await study.Workbench.Get<DatasetStore>().WriteFileAsync(Actor.LocalOwner, study.Id, DatasetFormats.FindWriter(format)!, new(), stream, Cancel);
        return (stream.ToArray(), file.Counts);
    }
}
