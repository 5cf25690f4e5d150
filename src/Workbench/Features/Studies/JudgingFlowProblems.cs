using System.Globalization;
using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>What is wrong with the questions about annotators and with the prepared pairs, one sentence each.</summary>
internal static class JudgingFlowProblems
{
    public static IEnumerable<string> Of(StudyDesign design)
    {
        var annotation = design.Annotation;
        return
        [
            .. Questions("before", annotation.QuestionsBefore, mayScreenOut: true),
            .. Questions("after", annotation.QuestionsAfter, mayScreenOut: false),
            .. Pairs("Training pair", annotation.Training, design, needsPersona: false),
            .. Pairs("Gold pair", annotation.Gold, design, needsPersona: ShowsPersonas(annotation)),
            .. Rules(annotation),
        ];
    }

    private static IEnumerable<string> Rules(AnnotationDesign design)
    {
        if (design.TrainingPass is { } pass && (pass < 1 || pass > design.Training.Count))
            yield return string.Create(CultureInfo.InvariantCulture, $"Training: of {design.Training.Count} pairs, {pass} cannot be needed. Choose 1 to {Math.Max(1, design.Training.Count)}, or leave it empty.");
        if (design.Gold.Count > 0 && design.CheckEvery is null)
            yield return "Gold pairs: choose after how many pairs a hidden check comes; without that none is shown.";
    }

    private static IEnumerable<string> Questions(string moment, IReadOnlyList<SurveyQuestion> questions, bool mayScreenOut)
    {
        if (questions.Count > SurveyQuestion.MaxQuestions)
            yield return $"Questions {moment}: at most {SurveyQuestion.MaxQuestions}.";
        foreach (var (question, i) in questions.Select((q, i) => (q, i)))
            foreach (var problem in Of(question, mayScreenOut))
                yield return $"Question {i + 1} {moment}{Quoted(question.Text)}: {problem}";
    }

    private static IEnumerable<string> Of(SurveyQuestion question, bool mayScreenOut)
    {
        if (question.Text.Trim().Length is 0 or > SurveyQuestion.MaxTextLength)
            yield return $"write what is asked, in at most {SurveyQuestion.MaxTextLength} characters.";
        var problem = question.Kind switch
        {
            SurveyQuestionKind.Choice => OfChoice(question),
            SurveyQuestionKind.Number => question.Min > question.Max ? "the least number is above the greatest." : null,
            SurveyQuestionKind.Text => question.Max is < 1 or > SurveyQuestion.MaxAnswerLength ? $"an answer has 1 to {SurveyQuestion.MaxAnswerLength} characters at most." : null,
            SurveyQuestionKind.Scale => OfScale(question),
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, "unknown kind of question"),
        };
        if (problem is not null)
            yield return problem;
        if (question.ScreensOut.Count > 0 && !mayScreenOut)
            yield return "only questions before the start can end the study for somebody.";
        if (question.ScreensOut.Count > 0 && question.Kind == SurveyQuestionKind.Choice && question.Options.All(question.ScreensOut.Contains))
            yield return "every option ends the study; leave one that does not.";
    }

    private static string? OfChoice(SurveyQuestion question) => question.Options switch
    {
        { Count: < 2 or > SurveyQuestion.MaxOptions } => $"give 2 to {SurveyQuestion.MaxOptions} options.",
        var options when options.Any(o => o.Trim().Length is 0 or > SurveyQuestion.MaxOptionLength || o.Contains('\n', StringComparison.Ordinal)) =>
            $"an option is one line of at most {SurveyQuestion.MaxOptionLength} characters.",
        var options when options.Distinct(StringComparer.Ordinal).Count() < options.Count => "an option is there twice.",
        _ => null,
    };

    private static string? OfScale(SurveyQuestion question) => question switch
    {
        { Min: null } or { Max: null } => "a scale has a first and a last step.",
        { Min: { } first, Max: { } last } when first != Math.Floor(first) || last != Math.Floor(last) || last <= first || last - first >= SurveyQuestion.MaxSteps =>
            $"the steps of a scale are whole numbers, 2 to {SurveyQuestion.MaxSteps} of them.",
        { Options.Count: not 2 } => "write a word for each end of the scale.",
        { Options: var ends } when ends.Any(e => e.Trim().Length is 0 or > SurveyQuestion.MaxOptionLength) => "write a word for each end of the scale.",
        _ => null,
    };

    private static IEnumerable<string> Pairs(string what, IReadOnlyList<PreparedPair> pairs, StudyDesign design, bool needsPersona)
    {
        if (pairs.Count > PreparedPair.MaxPairs)
            yield return $"{what}s: at most {PreparedPair.MaxPairs}.";
        foreach (var (pair, i) in pairs.Select((p, i) => (p, i)))
            foreach (var problem in Of(pair, design, needsPersona))
                yield return $"{what} {i + 1}{Quoted(pair.Prompt)}: {problem}";
    }

    private static IEnumerable<string> Of(PreparedPair pair, StudyDesign design, bool needsPersona)
    {
        foreach (var (name, text) in new[] { ("request", pair.Prompt), ("better answer", pair.Better), ("worse answer", pair.Worse) })
        {
            if (string.IsNullOrWhiteSpace(text))
                yield return $"the {name} is empty.";
            else if (text.Length > PreparedPair.MaxTextLength)
                yield return $"the {name} has more than {PreparedPair.MaxTextLength} characters.";
        }
        if (pair.Feedback?.Length > PreparedPair.MaxTextLength)
            yield return $"the feedback has more than {PreparedPair.MaxTextLength} characters.";
        if (pair.Better.Trim() == pair.Worse.Trim() && pair.Better.Trim().Length > 0)
            yield return "both answers are the same.";
        if (pair.PersonaId is { } persona && !design.PersonaIds.Contains(persona))
            yield return "its persona is not among those of the study.";
        // Without the card beside the request everybody could see that the pair is none of the study's.
        if (pair.PersonaId is null && needsPersona)
            yield return "choose a persona; without one annotators could tell it from the other pairs.";
    }

    private static bool ShowsPersonas(AnnotationDesign design) =>
        Enumerable.Range(0, Math.Max(1, design.Waves.Count)).Any(wave => design.InWave(wave).Perspective is Perspective.RolePlay or Perspective.ThirdParty);

    private static string Quoted(string text) => text.Trim() switch
    {
        "" => "",
        { Length: > 40 } words => $" (“{words[..39]}…”)",
        var words => $" (“{words}”)",
    };
}
