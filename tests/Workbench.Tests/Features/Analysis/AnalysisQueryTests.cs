using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Analysis;

public sealed class AnalysisQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Two personas, two prompts. rater-1: persona 1 won and tied, persona 2 lost and won. rater-2, who saw the sides the
    /// other way round: persona 1 won and unscored, persona 2 both bad.
    /// Overall W 3, T 1, both bad 1, L 1, unscored 1: n 6, win rate (3 + 2/2)/6 = 2/3, decisive 3/4.
    /// </summary>
    private static StudyRows Judged() => new StudyRows()
        .Judge(0, 0, ResolvedChoice.Second).Judge(0, 1, ResolvedChoice.Tie)
        .Judge(1, 0, ResolvedChoice.First).Judge(1, 1, ResolvedChoice.Second)
        .Judge(0, 0, ResolvedChoice.Second, "rater-2", firstIsLeft: false)
        .Judge(0, 1, null, "rater-2", firstIsLeft: false)
        .Judge(1, 1, ResolvedChoice.BothBad, "rater-2", firstIsLeft: false);

    private static async Task<StudyAnalysis> AnalyzeAsync(StudyRows rows, AnalysisFilter? filter = null)
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        await rows.SaveAsync(workbench.Database, Cancel);
        return await workbench.Get<AnalysisQuery>().AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, filter ?? new(), Cancel);
    }

    private static ChartAnswer Answer(StudyAnalysis analysis, string key) => analysis.Charts.Single(c => c.Chart.Key == key).Answer;

    private static string[] Row(ChartAnswer answer, string name) =>
        [.. answer.Tables.SelectMany(t => t.Rows).Single(r => r[0] == name)];

    [Fact]
    public async Task Analyze_KnownJudgments_CountsAndRatesAreThoseByHand()
    {
        var analysis = await AnalyzeAsync(Judged());

        var help = Answer(analysis, "does-it-help");
        Assert.StartsWith("People preferred the personalized answer in 67 % of 6 judgments, interval ", help.Sentence, StringComparison.Ordinal);
        Assert.Equal(["Won: personalized", "3", "50 %"], Row(help, "Won: personalized"));
        Assert.Equal(["Tied", "1", "17 %"], Row(help, "Tied"));
        Assert.Equal(["Both bad", "1", "17 %"], Row(help, "Both bad"));
        Assert.Equal(["Lost to: plain", "1", "17 %"], Row(help, "Lost to: plain"));
        Assert.Equal(["Unscored", "1", "not counted"], Row(help, "Unscored"));
        Assert.Equal("75 %", Row(help, "Decisive only")[1]);
        Assert.Equal("4", Row(help, "Decisive only")[3]);
        // Sign test of 3 against 1: 2·P(X ≤ 1) = 2·(1 + 4)/16 = 0.625.
        Assert.Equal("0.625", Row(help, "Sign test, judgments taken as independent")[1]);
    }

    [Fact]
    public async Task Analyze_Sides_AreCountedAsShown()
    {
        var side = Answer(await AnalyzeAsync(Judged()), "does-the-side-decide");

        // rater-1 saw the plain one at the left: right, left, right; rater-2 saw it at the right: left. Two of four.
        Assert.Equal(["All", "50 %", "[15, 85]", "4"], Row(side, "All"));
        Assert.StartsWith("People chose the left side in 50 % of 4 decisive judgments, which chance explains (p = 1.000).", side.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_PersonasAlike_ArePooledIntoOne()
    {
        var generic = Answer(await AnalyzeAsync(Judged()), "who-prefers-generic");

        // 5/6 and 1/2 of three judgments each differ no more than chance: τ is 0 and both get the average of 4/6.
        Assert.StartsWith("These judgments show no difference between the 2 personas beyond chance: the average of 67 % stands for all of them.", generic.Sentence, StringComparison.Ordinal);
        Assert.Equal(["Persona 1", "67 %", "no interval", "83 %", "3"], Row(generic, "Persona 1"));
    }

    [Fact]
    public async Task Numbers_SameFilterAndData_AreComputedOnce_AndNeedTheRight()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Judged();
        await rows.SaveAsync(workbench.Database, Cancel);
        var query = workbench.Get<AnalysisQuery>();
        var first = await query.NumbersAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel);
        Assert.Same(first, await query.NumbersAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel));
        // Hidden repeats are no judgments: what they say stands on the monitor, and nothing here says that there are none.
        Assert.Equal(Workbench.Methods.Metrics.MetricCatalog.All.Select(m => m.Name).Where(m => m != "self_consistency"), first.Select(r => r.Metric.Name));
        await Assert.ThrowsAsync<AccessDeniedException>(() => query.NumbersAsync(Actor.Anonymous, rows.Study.Id, new(), Cancel));
    }

    [Fact]
    public async Task Analyze_TwoPersonas_WarnsOfFewClustersBesideTheNumber()
    {
        var help = Answer(await AnalyzeAsync(Judged()), "does-it-help");

        Assert.Contains(help.Warnings, w => w.Contains("only 2 clusters (persona)", StringComparison.Ordinal));
        Assert.Contains(help.Footnotes, f => f.Contains("1 unscored", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Analyze_PerPersona_SortsByWinRateAndNamesN()
    {
        var whom = Answer(await AnalyzeAsync(Judged()), "whom-does-it-help");

        // Persona 1: W 2, T 1 of 3 = 5/6; persona 2: W 1, both bad 1, L 1 of 3 = 1/2.
        Assert.Equal(["Persona 1", "Persona 2"], whom.Tables[0].Rows.Select(r => r[0]));
        Assert.Equal(["Persona 1", "83 %", "3", "2 · 1 · 0", "1"], Row(whom, "Persona 1").Where((_, i) => i != 2));
        Assert.Equal(["Persona 2", "50 %", "3", "1 · 1 · 1", "0"], Row(whom, "Persona 2").Where((_, i) => i != 2));
        Assert.StartsWith("1 of 2 personas lean to the personalized answer, 0 to the other;", whom.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_PerCategory_FollowsTheStudy()
    {
        var where = Answer(await AnalyzeAsync(Judged()), "where-does-it-help");

        // Category 1: W 2, L 1 of 3; category 2: W 1, T 1, both bad 1 of 3: both (2 + 0)/3 = (1 + 1)/3 = 67 %.
        Assert.Equal("67 %", Row(where, "category 1")[1]);
        Assert.Equal("67 %", Row(where, "category 2")[1]);
    }

    [Fact]
    public async Task Analyze_FigureAndTable_HaveTheSameNumbers()
    {
        var analysis = await AnalyzeAsync(Judged());

        foreach (var key in new[] { "whom-does-it-help", "where-does-it-help" })
        {
            var answer = Answer(analysis, key);
            Assert.Equal(answer.Tables[0].Rows.Select(r => r[0]), answer.Figure!.Rows.Select(r => r.Name));
            Assert.Equal(answer.Tables[0].Rows.Select(r => r[1]), answer.Figure.Series[0].Points.Select(p => AnalysisWords.Percent(p.Value)));
        }
    }

    [Fact]
    public async Task Analyze_PeopleAndSimulatedRaters_AreNeverPooled()
    {
        var rows = Judged();
        for (var persona = 0; persona < 2; persona++)
            rows.Judge(persona, 0, ResolvedChoice.First, "sim-1", RaterKind.Simulated).Judge(persona, 1, ResolvedChoice.First, "sim-1", RaterKind.Simulated);
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        await rows.SaveAsync(workbench.Database, Cancel);
        var query = workbench.Get<AnalysisQuery>();

        var people = await query.AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel);
        var simulated = await query.AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new() { Raters = RaterKind.Simulated }, Cancel);

        Assert.StartsWith("People preferred the personalized answer in 67 % of 6 judgments", Answer(people, "does-it-help").Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Simulated raters, not people, preferred the personalized answer in 0 % of 4 judgments", Answer(simulated, "does-it-help").Sentence, StringComparison.Ordinal);
        Assert.Contains("no evidence about people", Answer(simulated, "does-it-help").Sentence, StringComparison.Ordinal);
        Assert.Equal([(RaterKind.Human, 7), (RaterKind.Simulated, 4)], people.Scope.RaterChoices);
    }

    [Fact]
    public async Task Analyze_OtherPerspectiveCriterionOrUndone_DoesNotEnter()
    {
        var rows = Judged()
            .Judge(1, 0, ResolvedChoice.Second, "rater-3", perspective: Perspective.Self)
            .Judge(0, 0, ResolvedChoice.First, criterion: "relevance")
            .Judge(1, 0, ResolvedChoice.Second, "rater-4", superseded: true);

        var analysis = await AnalyzeAsync(rows);

        Assert.StartsWith("People preferred the personalized answer in 67 % of 6 judgments", Answer(analysis, "does-it-help").Sentence, StringComparison.Ordinal);
        Assert.Equal(["overall", "relevance"], analysis.Scope.CriterionChoices);
        Assert.Equal([Perspective.ThirdParty, Perspective.Self], analysis.Scope.PerspectiveChoices);
        Assert.Contains(Answer(analysis, "does-it-help").Footnotes, f => f.Contains("1 undone or corrected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Analyze_ExcludedRater_IsLeftOutAndCounted()
    {
        var rows = Judged().Judge(1, 0, ResolvedChoice.First, "rater-9");
        rows.Exclude("rater-9", "always left");

        var help = Answer(await AnalyzeAsync(rows), "does-it-help");

        Assert.StartsWith("People preferred the personalized answer in 67 % of 6 judgments", help.Sentence, StringComparison.Ordinal);
        Assert.Contains(help.Footnotes, f => f.Contains("1 of excluded raters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Analyze_OnlyUnscored_IsNoDataAndNotZero()
    {
        var analysis = await AnalyzeAsync(new StudyRows().Judge(0, 0, null).Skip(0, 1));

        var help = Answer(analysis, "does-it-help");
        Assert.Equal("No data: all 2 judgments are without a usable verdict.", help.Sentence);
        Assert.Null(help.Figure);
        Assert.Equal("2", Row(help, "Unscored")[1]);
        Assert.Null(Answer(analysis, "whom-does-it-help").Figure);
    }

    [Fact]
    public async Task Analyze_AllTies_IsFiftyPercentWithoutInterval()
    {
        var help = Answer(await AnalyzeAsync(new StudyRows().Judge(0, 0, ResolvedChoice.Tie).Judge(1, 0, ResolvedChoice.Tie)), "does-it-help");

        Assert.StartsWith("People preferred the personalized answer in 50 % of 2 judgments, no interval; ties count half.", help.Sentence, StringComparison.Ordinal);
        Assert.Equal("no data", Row(help, "Decisive only")[1]);
    }

    [Fact]
    public async Task Analyze_HowFar_CountsComparisonsByJudgments()
    {
        var far = Answer(await AnalyzeAsync(Judged()), "how-far");

        // (0,0), (0,1) and (1,1) have two, (1,0) has one; three people each were wanted: 4 · 3 = 12.
        Assert.Equal("People made 7 of 12 wanted judgments; 0 of 4 comparisons have all 3.", far.Sentence);
        Assert.Equal([["none yet", "0", "0 %"], ["1 judgment", "1", "25 %"], ["2 judgments", "3", "75 %"], ["3 judgments", "0", "0 %"]], far.Tables[0].Rows);
    }

    [Fact]
    public async Task Analyze_HowFar_CountsWhatAllWavesOfThePerspectiveWant()
    {
        var rows = new StudyRows();
        foreach (var rater in new[] { "ann", "bob", "cis" })
            for (var i = 0; i < 4; i++)
                rows.Judge(i / 2, i % 2, ResolvedChoice.Second, rater);
        rows.Study.Wave = 2;
        rows.Study.Design = rows.Study.Design with
        {
            Annotation = rows.Study.Design.Annotation with
            {
                Waves =
                [
                    new WaveDesign { Name = "half", Share = 0.5, RatersPerComparison = 3 }, new WaveDesign { Name = "other half", Share = 0.5, RatersPerComparison = 4 },
                    new WaveDesign { Name = "impersonal", RatersPerComparison = 2, Perspective = Perspective.Impersonal },
                ],
            },
        };

        // Two comparisons for three people each, two for four.
        Assert.Equal("People made 12 of 14 wanted judgments; 2 of 4 comparisons have all that are wanted of them.",
            Answer(await AnalyzeAsync(rows, new() { Perspective = Perspective.ThirdParty }), "how-far").Sentence);
    }

    [Fact]
    public async Task Analyze_OverlapChanged_IsSeenAtOnce()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Judged();
        await rows.SaveAsync(workbench.Database, Cancel);
        var query = workbench.Get<AnalysisQuery>();
        await query.AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel);

        await workbench.Get<StudyDecisionStore>().ChangeOverlapAsync(Actor.LocalOwner, rows.Study.Id, 5, "Agreement is low", Cancel);

        Assert.Contains("of 20 wanted judgments", Answer(await query.AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel), "how-far").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_PersonaFilter_ShowsThatPersonaAlone()
    {
        var analysis = await AnalyzeAsync(Judged(), AnalysisFilter.Parse(null, "human", "third_party", 2, null, null));

        Assert.StartsWith("For Persona 2, people preferred the personalized answer in 50 % of 3 judgments", Answer(analysis, "does-it-help").Sentence, StringComparison.Ordinal);
        Assert.Equal(["Persona 2"], Answer(analysis, "whom-does-it-help").Tables[0].Rows.Select(r => r[0]));
    }

    [Fact]
    public async Task Analyze_NewJudgment_IsSeenAtOnce()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Judged();
        await rows.SaveAsync(workbench.Database, Cancel);
        var query = workbench.Get<AnalysisQuery>();
        var before = await query.AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel);
        Assert.Same(before, await query.AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel));

        await workbench.Database.WriteAsync(db =>
        {
            foreach (var judgment in db.Set<Workbench.Features.Annotation.StoredJudgment>().Where(j => j.Resolved == ResolvedChoice.First))
                judgment.SupersededAt = judgment.SubmittedAt;
            return Task.CompletedTask;
        }, Cancel);
        var after = await query.AnalyzeAsync(Actor.LocalOwner, rows.Study.Id, new(), Cancel);

        // Without the loss: (3 + 1)/5.
        Assert.StartsWith("People preferred the personalized answer in 80 % of 5 judgments", Answer(after, "does-it-help").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WithoutRightToTheStudy_IsDenied()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Judged();
        await rows.SaveAsync(workbench.Database, Cancel);
        var query = workbench.Get<AnalysisQuery>();

        await Assert.ThrowsAsync<AccessDeniedException>(() => query.AnalyzeAsync(new Actor("a", "An annotator", ActorRole.Annotator), rows.Study.Id, new(), Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => query.AnalyzeAsync(new Actor("r", "A stranger", ActorRole.Researcher), rows.Study.Id, new(), Cancel));
        await Assert.ThrowsAsync<MissingException>(() => query.AnalyzeAsync(Actor.LocalOwner, Guid.NewGuid(), new(), Cancel));
    }
}
