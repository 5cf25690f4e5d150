using System.Globalization;
using System.Text.Json;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>Who judged, as far as a reader of the judgments may know it: no account, no platform id, no name.</summary>
public sealed class RatersJsonLinesWriter : IDatasetWriter
{
    public string Name => "raters-jsonl";

    public string Sentence => "Every rater under the pseudonym of the judgments: consent, answers before and after, training, hidden checks, whether counted.";

    public string FileName => "raters.jsonl";

    public string MediaType => "application/jsonl";

    public string RowName => "raters";

    public IReadOnlyList<DatasetField> Fields { get; } =
    [
        new("rater", "string", "pseudonym within the study, as in the judgments"),
        new("rater_kind", "string", "human or model; a simulated rater is a model, and marked in simulated"),
        new("simulated", "bool", "true: a seeded simulation, no person and no model judge"),
        new("study", "string", "id of the study"),
        new("perspectives", null, "whose preference the rater's judgments tell: self, role_play, third_party, impersonal"),
        new("judged", "int64", "usable verdicts on the overall question that stand"),
        new("consent_version", "string", "the consent text that was agreed to: first 12 hex digits of its SHA-256"),
        new("consented_at", "string", "when, UTC"),
        new("excluded", "bool", "true: left out of the study's own results"),
        new("exclusion_reason", "string", "why; it begins with withdrew: where the person took themself out, whose words are deleted"),
        new("screened_out", "bool", "true: an answer before the start ended the study for this rater"),
        new("screen_out_reason", "string", "the question and the answer"),
        new("before.KEY", null, "the answer to a question before the first pair, one field a question; several choices are a list; null: left out"),
        new("after.KEY", null, "the answer to a question after the last pair, in the same way"),
        new("trained_at", "string", "when the training was passed, UTC"),
        new("training", null, "every try at a training pair, in order: pair, choice as displayed, side of the better answer, right, at"),
        new("checks", null, "hidden checks that were answered, by kind: shown, passed, and skipped ones; a repeat passes where it agrees with the first time"),
    ];

    public async Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct)
    {
        using var lines = new JsonLines(stream);
        foreach (var rater in await source.RatersAsync(ct))
            lines.Write(json => Write(json, source.Study, rater));
        return new(lines.Rows, []);
    }

    private static void Write(Utf8JsonWriter json, Study study, ExportedRater row)
    {
        var rater = row.Rater;
        json.WriteString("rater", rater.Pseudonym);
        json.WriteString("rater_kind", Word(rater.Kind.ToPlain()));
        json.WriteBoolean("simulated", rater.Kind == RaterKind.Simulated);
        json.WriteString("study", study.Id.ToString("D"));
        json.WriteStartArray("perspectives");
        foreach (var perspective in row.Perspectives)
            json.WriteStringValue(perspective.Word());
        json.WriteEndArray();
        json.WriteNumber("judged", row.Judged);
        Text("consent_version", rater.ConsentVersion);
        Text("consented_at", At(rater.ConsentedAt));
        json.WriteBoolean("excluded", rater.ExcludedAt is not null);
        Text("exclusion_reason", rater.ExcludedAt is null ? null : rater.ExclusionReason);
        json.WriteBoolean("screened_out", rater.ScreenedOutAt is not null);
        Text("screen_out_reason", rater.ScreenOutReason);
        WriteAnswers(json, "before", study.Design.Annotation.QuestionsBefore, row.Answers.Where(a => a.Moment == SurveyMoment.Before));
        WriteAnswers(json, "after", study.Design.Annotation.QuestionsAfter, row.Answers.Where(a => a.Moment == SurveyMoment.After));
        Text("trained_at", At(rater.TrainedAt));
        WriteTraining(json, row.Training);
        WriteChecks(json, row.Checks);

        void Text(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
    }

    private static void WriteAnswers(Utf8JsonWriter json, string moment, IReadOnlyList<SurveyQuestion> questions, IEnumerable<SurveyAnswer> answers)
    {
        var given = answers.ToDictionary(a => a.QuestionKey, StringComparer.Ordinal);
        foreach (var question in questions)
        {
            if (!given.TryGetValue(question.Key, out var answer))
                continue;
            json.WritePropertyName($"{moment}.{question.Key}");
            if (answer.Value is null)
                json.WriteNullValue();
            else if (question.Kind is SurveyQuestionKind.Number or SurveyQuestionKind.Scale && double.TryParse(answer.Value, CultureInfo.InvariantCulture, out var number))
                json.WriteNumberValue(number);
            else if (question is { Kind: SurveyQuestionKind.Choice, TakesSeveral: true })
                JsonSerializer.Serialize(json, SurveyCheck.Chosen(answer.Value));
            else
                json.WriteStringValue(answer.Value);
        }
    }

    private static void WriteTraining(Utf8JsonWriter json, IReadOnlyList<TrainingAnswer> tries)
    {
        json.WriteStartArray("training");
        foreach (var attempt in tries)
        {
            json.WriteStartObject();
            json.WriteString("pair", attempt.PairKey);
            json.WriteString("choice", Word(attempt.Displayed));
            json.WriteString("better", attempt.BetterIsLeft ? "left" : "right");
            json.WriteBoolean("right", attempt.IsRight);
            json.WriteString("at", At(attempt.At));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteChecks(Utf8JsonWriter json, IReadOnlyList<HiddenCheck> checks)
    {
        json.WriteStartObject("checks");
        foreach (var kind in checks.GroupBy(c => c.Kind).OrderBy(g => g.Key))
        {
            json.WriteStartObject(Word(kind.Key));
            json.WriteNumber("shown", kind.Count());
            json.WriteNumber("passed", kind.Count(c => c.IsPassed == true));
            json.WriteNumber("skipped", kind.Count(c => c.IsPassed is null));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string? At(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
