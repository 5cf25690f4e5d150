using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

public sealed class HiddenCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_WithChecks_MixesEveryKindInAndKeepsThemApartFromTheJudgments()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: new() { CheckEvery = 4 });
        var ann = await study.AnnotatorAsync("ann");

        var shown = await study.JudgeAllAsync(ann);

        var checks = await study.RowsAsync<HiddenCheck>();
        Assert.Equal(24 + checks.Count, shown);
        Assert.Equal([4, 8, 12, 16, 20, 24], checks.Select(c => c.After).Order());
        Assert.Equal(Enum.GetValues<HiddenCheckKind>().Where(k => k != HiddenCheckKind.Gold), checks.Select(c => c.Kind).Distinct().Order());
        Assert.All(checks, c => Assert.Equal(Choice.Left, c.Answer));
        Assert.Equal(24, (await study.RowsAsync<StoredJudgment>()).Count);

        var assignments = (await study.RowsAsync<Assignment>()).ToDictionary(a => a.Id);
        foreach (var duplicate in checks.Where(c => c.Kind == HiddenCheckKind.Duplicate))
        {
            var first = assignments[duplicate.RepeatsAssignmentId!.Value];
            Assert.InRange(duplicate.After - first.Position, 10, 24);
            Assert.Equal(first.FirstIsLeft, duplicate.Left.StartsWith("personal", StringComparison.Ordinal));
            Assert.Equal((Choice.Right, false), (duplicate.Expected, duplicate.IsPassed));
        }
        foreach (var wrong in checks.Where(c => c.Kind == HiddenCheckKind.WrongPersona))
            Assert.True(wrong.Left != wrong.Right && wrong.Left.StartsWith("personal", StringComparison.Ordinal) && wrong.Right.StartsWith("personal", StringComparison.Ordinal));
        Assert.All(checks.Where(c => c.Kind == HiddenCheckKind.Identical), c => Assert.Equal((c.Left, false), (c.Right, c.IsPassed)));
    }

    [Fact]
    public async Task NextAsync_FetchedAhead_GivesTheSameCheckThatComesThen()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { CheckEvery = 1 });
        var ann = await study.AnnotatorAsync("ann");
        var first = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        var ahead = await study.Assignments.NextAsync(ann, study.Id, first!.AssignmentId, Cancel);
        Assert.Equal(first.AssignmentId, (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!.AssignmentId);
        await study.JudgeAsync(ann, first, Choice.Tie);
        var next = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        Assert.Equal(ahead!.AssignmentId, next!.AssignmentId);
        Assert.Equal(Assert.Single(await study.RowsAsync<HiddenCheck>()).Id, next.AssignmentId);
        var submission = AnnotationStudySteps.Submission(next, Choice.Tie);
        Assert.Equal(SubmitOutcome.Saved, await study.Judgments.SubmitAsync(ann, submission, Cancel));
        Assert.Equal(SubmitOutcome.Repeated, await study.Judgments.SubmitAsync(ann, submission, Cancel));
        Assert.Equal(next.AssignmentId, await study.Judgments.UndoAsync(ann, study.Id, Cancel));
        Assert.Equal(next.AssignmentId, (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!.AssignmentId);
    }

    [Fact]
    public async Task SubmitAsync_SomebodyElsesCheck_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { CheckEvery = 1 });
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));
        var first = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        await study.JudgeAsync(ann, first!, Choice.Tie);
        var check = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => study.JudgeAsync(bob, check!, Choice.Tie));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.SaveDraftAsync(bob, check!.AssignmentId, "{}", Cancel));
    }

    [Fact]
    public async Task SubmitAsync_TooManyFailedChecks_ExcludesByTheRuleAndDeletesNothing()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: new() { CheckEvery = 4, ExcludeAfterFailedChecks = 1 });
        var ann = await study.AnnotatorAsync("ann");
        await study.JudgeAllAsync(ann);

        var rater = Assert.Single(await study.RowsAsync<Rater>());
        Assert.NotNull(rater.ExcludedAt);
        Assert.Equal("1 hidden check failed", rater.ExclusionReason);
        Assert.Equal("rule", Assert.Single(await study.RowsAsync<RaterDecision>()).By);
        // What was in hand was judged to the end, and is kept.
        Assert.Equal(6, (await study.RowsAsync<StoredJudgment>()).Count);

        await study.Get<RaterStore>().DecideAsync(Actor.LocalOwner, rater.Id, false, "The first check came before the guidelines", Cancel);
        Assert.Null((await study.RowsAsync<Rater>())[0].ExcludedAt);
        Assert.Equal([false, true], (await study.Get<RaterStore>().DecisionsAsync(Actor.LocalOwner, study.Id, Cancel)).Select(d => d.Decision.IsExcluded).Order());
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<RaterStore>().DecideAsync(ann, rater.Id, true, "me", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => study.Get<RaterStore>().DecideAsync(Actor.LocalOwner, rater.Id, true, " ", Cancel));
    }

    [Fact]
    public async Task NextAsync_WithoutConsent_IsRefusedUntilThisTextIsAgreedTo()
    {
        var design = new AnnotationDesign { Consent = "Your answers are published under CC BY." };
        await using var study = await AnnotationStudy.CreateAsync(annotation: design);
        var ann = await study.AnnotatorAsync("ann");
        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);
        Assert.Equal(design.ConsentVersion(), session.Consent!.Value.Version);
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => study.Get<RaterStore>().ConsentAsync(ann, study.Id, "another", Cancel));

        await study.Get<RaterStore>().ConsentAsync(ann, study.Id, session.Consent.Value.Version, Cancel);

        Assert.NotNull(await study.Assignments.NextAsync(ann, study.Id, null, Cancel));
        Assert.Null((await study.Assignments.OpenAsync(ann, study.Id, Cancel)).Consent);
        Assert.Equal(study.Now, (await study.RowsAsync<Rater>())[0].ConsentedAt);
    }

    [Fact]
    public async Task NextAsync_MostPairsForOneRater_EndsThere()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 6, annotation: new() { MaxPerRater = 7 });
        var ann = await study.AnnotatorAsync("ann");

        Assert.Equal(7, (await study.Assignments.OpenAsync(ann, study.Id, Cancel)).Progress.Total);
        Assert.Equal(7, await study.JudgeAllAsync(ann));
    }

    [Fact]
    public async Task SubmitAsync_AskedForMore_NeedsItAndKeepsIt()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { AsksCertainty = true, AsksGuess = true, RationaleLength = 10, ReasonCodes = ["tone", "facts"] });
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var bare = AnnotationStudySteps.Submission(pair!, Choice.Left);
        var guessed = bare with { Answers = new Dictionary<string, CriterionAnswer>(bare.Answers) { [CriterionDesign.GuessKey] = new(Choice.Right) } };
        var full = guessed with { Certainty = 80, Rationale = "It knows the choir.", Details = new() { Reasons = ["tone"], Flag = "flagged" } };
        foreach (var incomplete in new[] { bare, guessed, full with { Rationale = "short" }, full with { Details = new() { Reasons = ["colour"] } } })
            await Assert.ThrowsAsync<ArgumentException>(() => study.Judgments.SubmitAsync(ann, incomplete, Cancel));

        Assert.Equal(SubmitOutcome.Saved, await study.Judgments.SubmitAsync(ann, full, Cancel));

        var rows = await study.RowsAsync<StoredJudgment>();
        var overall = rows.Single(j => j.Criterion == CriterionDesign.OverallKey);
        Assert.Equal(("tone", "flagged", 80), (Assert.Single(overall.Details!.Reasons), overall.Details.Flag, overall.Certainty));
        Assert.Equal(Choice.Right, rows.Single(j => j.Criterion == CriterionDesign.GuessKey).Displayed);
    }

    [Fact]
    public async Task OverviewAsync_AfterSomeJudging_CountsWhatEachRaterDid()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: new() { CheckEvery = 4, RatersPerComparison = 2 });
        var query = study.Get<AnnotationQuery>();
        Assert.Equal("no comparison has two judgments by people yet", (await query.OverviewAsync(Actor.LocalOwner, study.Id, Cancel)).Agreement.UndefinedReason);
        foreach (var name in new[] { "ann", "bob" })
            await study.JudgeAllAsync(await study.AnnotatorAsync(name));

        var overview = await query.OverviewAsync(Actor.LocalOwner, study.Id, Cancel);

        Assert.Equal((24, 24, 24, 0, 48), (overview.Planned, overview.Ready, overview.Complete, overview.PlacesInHand, overview.HumanJudgments));
        Assert.True(overview.MayDecide);
        // Both always chose the left answer while the sides of k = 2 are opposite: they never agree.
        Assert.True(overview.Agreement.Value < -0.9 && overview.Agreement.N == 48);
        Assert.All(overview.Raters, r =>
        {
            Assert.Equal((24, 0, 24, 0, 12), (r.Judged, r.Skipped, r.ChoseLeft, r.ChoseRight, r.FirstAtLeft));
            Assert.Equal(6, r.Checks + r.Repeats);
            Assert.Equal(0, r.RepeatsAgreed);
        });
    }

    [Fact]
    public void Named_QuestionsOfOnesOwn_GetDistinctKeys()
    {
        var criteria = CriterionDesign.Named(["Is it kind?", "Is it kind", "Quality", "???"]);

        Assert.Equal(["is_it_kind", "is_it_kind_2", "quality_2", "question"], criteria.Select(c => c.Key));
        Assert.Equal("Is it kind?", criteria[0].Question);
    }

    /// <summary>Without a card beside them, nobody can know which of two answers was written for whom.</summary>
    [Fact]
    public async Task NextAsync_Impersonal_ChecksNothingThatOnlyTheCardTells()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 4, prompts: 6, annotation: new() { CheckEvery = 2, Perspective = Perspective.Impersonal, OverallScale = AnswerScale.Three });
        var ann = await study.AnnotatorAsync("ann");
        while (await study.Assignments.NextAsync(ann, study.Id, null, Cancel) is { } pair)
            await study.JudgeAsync(ann, pair, Choice.Tie);

        var checks = await study.RowsAsync<HiddenCheck>();
        Assert.Equal([HiddenCheckKind.Identical, HiddenCheckKind.Duplicate, HiddenCheckKind.Attention], checks.Select(c => c.Kind).Distinct().Order());
        // Three steps have no "much better".
        Assert.All(checks.Where(c => c.Kind == HiddenCheckKind.Attention), c => Assert.DoesNotContain("much better", c.Left, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UndoAsync_AFailedCheck_LiftsTheExclusionAndKeepsBothDecisions()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: new() { CheckEvery = 1, ExcludeAfterFailedChecks = 1 });
        var ann = await study.AnnotatorAsync("ann");
        await study.JudgeAsync(ann, (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!, Choice.Tie);
        var check = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.JudgeAsync(ann, check, Choice.Left);
        Assert.NotNull((await study.RowsAsync<Rater>())[0].ExcludedAt);

        Assert.Equal(check.AssignmentId, await study.Judgments.UndoAsync(ann, study.Id, Cancel));
        Assert.Null((await study.RowsAsync<Rater>())[0].ExcludedAt);
        Assert.Equal(SubmitOutcome.Saved, await study.JudgeAsync(ann, check, Choice.Tie));

        Assert.Null((await study.RowsAsync<Rater>())[0].ExcludedAt);
        Assert.True(Assert.Single(await study.RowsAsync<HiddenCheck>()).IsPassed);
        Assert.Equal(["1 hidden check failed", "the rater took the answer to a hidden check back (A, identical answers)"], (await study.RowsAsync<RaterDecision>()).OrderByDescending(d => d.IsExcluded).Select(d => d.Reason));
    }

    [Fact]
    public async Task NextAsync_ExcludedByTheRule_HoldsNoPlacesAndGetsNoFurtherBlock()
    {
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 4, annotation: new() { RatersPerComparison = 1, CheckEvery = 4, ExcludeAfterFailedChecks = 1, CompletionCode = "DONE" });
        var (ann, bob) = (await study.AnnotatorAsync("ann"), await study.AnnotatorAsync("bob"));

        // Four pairs of the block in hand and the check that fails.
        Assert.Equal(5, await study.JudgeAllAsync(ann));
        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);
        Assert.Equal((RaterStage.Finished, "DONE", 0), (session.Stage, session.CompletionCode, session.Progress.Remaining));
        while (await study.Assignments.NextAsync(bob, study.Id, null, Cancel) is { } pair)
            await study.JudgeAsync(bob, pair, Choice.Tie);

        var judged = await study.RowsAsync<StoredJudgment>();
        Assert.Equal((12, 8), (judged.Count, judged.Select(j => j.ComparisonId).Distinct().Count()));
        Assert.Equal(8, (await study.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel)).Complete);
        // A researcher's own exclusion is about the results: places stay taken.
        var bobs = (await study.RowsAsync<Rater>()).Single(r => r.ActorId == "bob");
        await study.Get<RaterStore>().DecideAsync(Actor.LocalOwner, bobs.Id, true, "asked to", Cancel);
        Assert.Equal(0, await study.JudgeAllAsync(await study.AnnotatorAsync("cem")));
    }
}
