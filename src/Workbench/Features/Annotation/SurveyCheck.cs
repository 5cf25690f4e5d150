using System.Globalization;
using Workbench.Features.Studies;
using Workbench.Shared.Library;

namespace Workbench.Features.Annotation;

/// <summary>Whether answers fit the questions about an annotator, and what is kept of them.</summary>
internal static class SurveyCheck
{
    /// <summary>What does not fit, by the question's key; empty where everything does.</summary>
    public static IReadOnlyList<FieldProblem> Problems(IReadOnlyList<SurveyQuestion> questions, IReadOnlyDictionary<string, string> answers) =>
    [
        .. questions.Select(q => (q.Key, Problem: Problem(q, Value(q, answers)))).Where(p => p.Problem is not null).Select(p => new FieldProblem(p.Key, null, p.Problem!)),
        .. answers.Keys.Where(key => questions.All(q => q.Key != key)).Select(key => new FieldProblem(key, null, "This study does not ask that.")),
    ];

    /// <summary>The answer as it is kept: choices in the order of the options, numbers in invariant culture; null where there is none.</summary>
    public static string? Value(SurveyQuestion question, IReadOnlyDictionary<string, string> answers)
    {
        if (!answers.TryGetValue(question.Key, out var given) || string.IsNullOrWhiteSpace(given))
            return null;
        return question.Kind switch
        {
            SurveyQuestionKind.Choice => string.Join('\n', Chosen(given).OrderBy(o => question.Options.ToList().IndexOf(o))),
            SurveyQuestionKind.Number or SurveyQuestionKind.Scale => Number(given)?.ToString(CultureInfo.InvariantCulture) ?? given.Trim(),
            SurveyQuestionKind.Text => given.Trim(),
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, "unknown kind of question"),
        };
    }

    public static IReadOnlyList<string> Chosen(string? value) => value?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? Problem(SurveyQuestion question, string? value) => value is null
        ? question.IsRequired ? "Please answer this question." : null
        : question.Kind switch
        {
            SurveyQuestionKind.Choice => ProblemOfChoice(question, Chosen(value)),
            SurveyQuestionKind.Number => Number(value) is { } number && !(number < question.Min) && !(number > question.Max) ? null : $"Please give a number{Bounds(question)}.",
            SurveyQuestionKind.Text => value.Length > MostCharacters(question) ? $"At most {MostCharacters(question)} characters fit." : null,
            SurveyQuestionKind.Scale => Number(value) is { } step && step == Math.Floor(step) && step >= question.Min && step <= question.Max ? null : $"Please choose a step{Bounds(question)}.",
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.Kind, "unknown kind of question"),
        };

    private static string? ProblemOfChoice(SurveyQuestion question, IReadOnlyList<string> chosen) =>
        chosen.FirstOrDefault(c => !question.Options.Contains(c)) is { } unknown ? $"“{unknown}” is none of the options."
        : chosen.Distinct(StringComparer.Ordinal).Count() < chosen.Count ? "An option was chosen twice."
        : chosen.Count > 1 && !question.TakesSeveral ? "Please choose one option only."
        : null;

    /// <summary>The most characters of a text.</summary>
    public static int MostCharacters(SurveyQuestion question) => (int)(question.Max ?? SurveyQuestion.MaxAnswerLength);

    /// <summary>The bounds in words that follow a noun; empty where there are none.</summary>
    public static string Bounds(SurveyQuestion question) => question switch
    {
        { Min: { } min, Max: { } max } => string.Create(CultureInfo.InvariantCulture, $" from {min} to {max}"),
        { Min: { } min } => string.Create(CultureInfo.InvariantCulture, $" of at least {min}"),
        { Max: { } max } => string.Create(CultureInfo.InvariantCulture, $" of at most {max}"),
        _ => "",
    };

    private static double? Number(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
