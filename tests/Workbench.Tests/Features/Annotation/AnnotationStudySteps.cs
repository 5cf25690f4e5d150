using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Tests.Features.Annotation;

/// <summary>What annotators do in the tests.</summary>
internal static class AnnotationStudySteps
{
    public static Submission Submission(PairToJudge pair, Choice choice) => new()
    {
        Id = Guid.NewGuid(),
        AssignmentId = pair.AssignmentId,
        Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = new(choice, choice is Choice.Left or Choice.Right ? 1 : null) },
    };

    public static Task<SubmitOutcome> JudgeAsync(this AnnotationStudy study, Actor actor, PairToJudge pair, Choice choice) =>
        study.Judgments.SubmitAsync(actor, Submission(pair, choice), AnnotationStudy.Cancel);

    public static Task OpenNextWaveAsync(this AnnotationStudy study, int from) =>
        study.Get<StudyDecisionStore>().OpenNextWaveAsync(new("owner", "Owner", ActorRole.Owner), study.Id, from, "It is time.", AnnotationStudy.Cancel);

    /// <summary>Judges until nothing is left; says how many that were.</summary>
    public static async Task<int> JudgeAllAsync(this AnnotationStudy study, Actor actor)
    {
        var count = 0;
        for (; await study.Assignments.NextAsync(actor, study.Id, null, AnnotationStudy.Cancel) is { } pair; count++)
            await study.JudgeAsync(actor, pair, Choice.Left);
        return count;
    }

    /// <summary>Gives the rater a judged assignment of every comparison, as a simulation or a model judge leaves them.</summary>
    public static async Task AddJudgedAssignmentsAsync(this AnnotationStudy study, Guid raterId)
    {
        var comparisons = await study.RowsAsync<Comparison>();
        await study.Get<Database>().WriteAsync(db =>
        {
            db.AddRange(comparisons.Select((c, i) => new Assignment
            {
                Id = Guid.NewGuid(),
                StudyId = study.Id,
                ComparisonId = c.Id,
                RaterId = raterId,
                FirstIsLeft = true,
                Position = i,
                State = AssignmentState.Judged,
                CreatedAt = study.Now,
            }));
            return Task.CompletedTask;
        }, AnnotationStudy.Cancel);
    }
}
