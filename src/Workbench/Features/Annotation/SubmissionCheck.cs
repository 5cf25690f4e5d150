using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>Whether a submission answers the study's questions, and only them.</summary>
internal static class SubmissionCheck
{
    private const double LongestSeconds = 24 * 60 * 60;

    /// <exception cref="ArgumentException">It does not; the message says what is wrong.</exception>
    public static void Require(AnnotationDesign design, Submission submission)
    {
        if (Problem(design, submission) is { } problem)
            throw new ArgumentException(problem, nameof(submission));
    }

    private static string? Problem(AnnotationDesign design, Submission submission)
    {
        var questions = JudgingQuestions.Of(design);
        foreach (var question in questions.Where(q => q.IsRequired && !submission.Answers.ContainsKey(q.Key)))
            return $"'{question.Question}' has no answer yet.";
        foreach (var (key, answer) in submission.Answers)
        {
            if (questions.All(q => q.Key != key))
                return $"This study does not ask about '{key}'.";
            if (design.Unit == JudgedUnit.Output ? answer.Value is null : !Fits(key == CriterionDesign.OverallKey ? design.OverallScale : AnswerScale.Three, answer))
                return $"'{answer.Token}' is no answer to '{key}'.";
        }
        if (design.AsksCertainty && submission.Answers.Count > 0 && submission.Certainty is null)
            return "How sure are you? That is not answered yet.";
        if (design.RationaleLength is > 0 && (submission.Rationale?.Trim().Length ?? 0) < design.RationaleLength)
            return $"The reason needs {design.RationaleLength} characters at least.";
        if (submission.Details?.Reasons.FirstOrDefault(r => !design.ReasonCodes.Contains(r)) is { } unknown)
            return $"This study does not offer the reason '{unknown}'.";
        return submission switch
        {
            { Rationale.Length: > StoredJudgment.MaxRationaleLength } => $"A rationale can have {StoredJudgment.MaxRationaleLength} characters.",
            { Certainty: < 0 or > 100 } => "Certainty goes from 0 to 100.",
            { Seconds: < 0 or > LongestSeconds or double.NaN } => "The time is not plausible.",
            { Draft.Length: > AssignmentStore.MaxDraftLength } => $"A draft can have {AssignmentStore.MaxDraftLength} characters.",
            _ => null,
        };
    }

    private static bool Fits(AnswerScale scale, CriterionAnswer answer) => answer.Choice is null ? false
        : answer.Choice is Choice.Tie or Choice.BothBad
        ? answer.Strength is null
        : scale switch
        {
            AnswerScale.Three => answer.Strength is null,
            AnswerScale.Five => answer.Strength is 1 or 2,
            _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "unknown scale"),
        };
}
