using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>Where a rater stands in a study, read off what is stored of them.</summary>
internal static class RaterFlow
{
    /// <summary>The stage as far as it lies before the pairs of the open wave; <see cref="RaterStage.Judging"/> where nothing does any more.</summary>
    public static RaterStage StageOf(Study study, Rater rater) => StageOf(study, rater, study.AnnotationNow().Perspective);

    /// <summary>The same for pairs of another wave: those in hand are judged to the end, whatever the open wave asks for first.</summary>
    public static RaterStage StageOf(Study study, Rater rater, Perspective perspective) =>
        study.State == StudyState.Draft ? RaterStage.Closed
        : rater.ScreenedOutAt is not null ? RaterStage.ScreenedOut
        : !HasConsented(study, rater) ? RaterStage.Welcome
        : perspective == Perspective.Self && rater.OwnPersonaId is null ? RaterStage.Profile
        : study.Design.Annotation.QuestionsBefore.Count > 0 && rater.AnsweredBeforeAt is null ? RaterStage.QuestionsBefore
        : study.Design.Annotation.Training.Count > 0 && rater.TrainedAt is null ? RaterStage.Training
        : RaterStage.Judging;

    /// <summary>The stage. Pairs that come back, or come up later, lead from the end to the judging again.</summary>
    public static RaterStage StageOf(Study study, Rater rater, Perspective perspective, JudgingProgress progress) =>
        StageOf(study, rater, perspective) is not RaterStage.Judging and var before ? before
        : rater.FinishedAt is null || progress is not { Remaining: 0, NotReady: 0 } || progress.Judged + progress.Skipped + progress.JudgedBefore == 0 ? RaterStage.Judging
        : study.Design.Annotation.QuestionsAfter.Count > 0 && rater.AnsweredAfterAt is null ? RaterStage.QuestionsAfter
        : RaterStage.Finished;

    public static bool HasConsented(Study study, Rater rater) =>
        study.Design.Annotation.ConsentVersion() is not { } version || version == rater.ConsentVersion;

    /// <exception cref="AccessDeniedException">Something comes before that; the message says what.</exception>
    public static void Require(Study study, Rater rater, RaterStage stage, Perspective? perspective = null)
    {
        var now = StageOf(study, rater, perspective ?? study.AnnotationNow().Perspective);
        if (now != stage)
            throw new AccessDeniedException(Refusal(now));
    }

    /// <summary>Adds to a session what depends on the stage. The completion code is in nobody's hands before the end.</summary>
    public static async Task<JudgingSession> DescribeAsync(WorkbenchDb db, Study study, Rater rater, JudgingSession session, CancellationToken ct)
    {
        var design = study.Design.Annotation;
        var stage = StageOf(study, rater, session.Perspective, session.Progress);
        var hasJudged = session.Progress.Judged + session.Progress.Skipped + session.Progress.JudgedBefore > 0;
        var hasTrained = rater.TrainedAt is not null || await db.Set<TrainingAnswer>().AnyAsync(a => a.RaterId == rater.Id, ct);
        var hasPassed = rater.ConsentedAt is not null || rater.OwnPersonaId is not null || rater.AnsweredBeforeAt is not null || hasTrained || hasJudged;
        return session with
        {
            Stage = stage,
            CompletionCode = stage == RaterStage.Finished ? session.CompletionCode : null,
            HasBegun = stage is not (RaterStage.Closed or RaterStage.Welcome) && hasPassed && !session.AsksAnew,
            AsksBefore = design.QuestionsBefore.Count > 0,
            HasWorked = hasTrained || hasJudged,
            Questions = [.. (stage switch
            {
                RaterStage.QuestionsBefore => design.QuestionsBefore,
                RaterStage.QuestionsAfter => design.QuestionsAfter,
                _ => [],
            }).Select(q => q with { ScreensOut = [] })],
            Notes = await GuidelineNoteStore.StandingAsync(db, study.Id, ct),
            NotesReadUntil = await db.Set<Assignment>().Where(a => a.RaterId == rater.Id).MaxAsync(a => a.ShownAt, ct),
        };
    }

    private static string Refusal(RaterStage stage) => stage switch
    {
        RaterStage.Closed => "This study is not launched.",
        RaterStage.Welcome => "Read the consent text and agree to it first.",
        RaterStage.Profile => "Describe yourself first.",
        RaterStage.QuestionsBefore => "Answer the questions before the start first.",
        RaterStage.Training => "Judge the training pairs first.",
        RaterStage.ScreenedOut => "This study looks for other people. Your part in it is over.",
        _ => "This part of the study is behind you.",
    };
}
