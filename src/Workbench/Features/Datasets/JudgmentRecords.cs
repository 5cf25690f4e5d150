using System.Reflection;
using System.Text.Json;
using Workbench.Features.Annotation;
using Workbench.Methods.Judgments;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>
/// A study's judgments as canonical records, with what established datasets record besides as further fields (methods
/// reference, 3.10). Both formats of judgments write these.
/// </summary>
internal static class JudgmentRecords
{
    public static IReadOnlyList<DatasetField> Fields { get; } =
    [
        new("item", "string", "the comparison, or the output that was rated by itself"),
        new("left", "string", "condition shown at the left"),
        new("right", "string", "condition shown at the right"),
        new("choice", "string", "left, right, tie, both_bad; null: no usable verdict, never to be read as a tie"),
        new("strength", "int64", "how much better, 1 to 3, where asked"),
        new("value", "float64", "the rating, 1 to 5, where one answer was rated by itself; without left, right and choice"),
        new("criterion", "string", "what was asked"),
        new("rater", "string", "pseudonym within the study"),
        new("rater_kind", "string", "human or model; a simulated rater is a model, and marked in simulated"),
        new("persona", "string", "name of the persona, unique within the study"),
        new("prompt", "string", "id of the prompt, as in outputs.jsonl"),
        new("perspective", "string", "whose preference: self, role_play, third_party, impersonal; not to be pooled"),
        new("certainty", "float64", "0 to 100, where asked"),
        new("rationale", "string", "the rater's reason"),
        new("seconds", "float64", "time from showing to submitting, without time out of focus"),
        new("created_at", "string", "when it was submitted, UTC"),
        new("system", "string", "condition of the answer that was rated by itself"),
        new("judgment", "string", "id of the judgment"),
        new("study", "string", "id of the study"),
        new("study_version", "string", "SHA-256 of the study's manifest"),
        new("persona_id", "string", "id of the persona"),
        new("persona_version", "int64", "version of the persona that the study froze"),
        new("prompt_version", "int64", "version of the prompt that the study froze"),
        new("prompt_category", "string", "category of the prompt"),
        new("output_left", "string", "id of the output shown at the left"),
        new("output_right", "string", "id of the output shown at the right"),
        new("sample", "int64", "which sample of the outputs, from 0"),
        new("resolved", "string", "the preferred condition, or tie, both_bad, or null"),
        new("order_index", "int64", "place in the rater's own order, from 0"),
        new("wave", "int64", "wave of judging, from 0"),
        new("selection_probability", "float64", "probability with which adaptive allocation gave the comparison; absent where blocks came in the rater's random order"),
        new("shown_at", "string", "when it was shown, UTC"),
        new("simulated", "bool", "true: a seeded simulation, no person and no model judge"),
        new("excluded", "bool", "true: left out of the study's own results"),
        new("exclusion_reason", "string", "why the rater was left out; it begins with withdrew: where the person took themself out, whose words are deleted"),
        new("skip_reason", "string", "why the rater skipped the comparison"),
        new("reason_codes", "string", "reasons that the rater ticked, with semicolons between"),
        new("flag", "string", "flagged: the rater marked it for the researchers"),
        new("changes_count", "int64", "how often an answer was changed before submitting"),
        new("first_mark_seconds", "float64", "seconds until the first answer was marked"),
        new("persona_opened", "int64", "how often the persona card was opened by hand"),
        new("persona_shown", "bool", "true: the persona card stood open when the rater first saw it"),
        new("differences_shown", "bool", "true: the words that differ were marked at some time while the pair was judged"),
        new("spans", "string", "marked passages as a JSON array: side (left or right as displayed), condition shown there, start and length in UTF-16 units of the text as shown (rendered, without Markdown marks), quote, unsupported, or else the persona's field, item (from 0) and item_text that it is tied to; item_text is null where the study does not export what a participant wrote"),
        new("consent_version", "string", "the consent text that the rater agreed to: first 12 hex digits of its SHA-256"),
        new("app_version", "string", "version of the program that wrote the file"),
    ];

    public static string AppVersion { get; } =
        typeof(JudgmentRecords).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static Judgment ToRecord(StudySource source, ExportedJudgment row)
    {
        var (comparison, judgment) = (row.Comparison, row.Judgment);
        var firstIsLeft = judgment?.FirstIsLeft ?? row.Assignment.FirstIsLeft;
        var first = source.Conditions[comparison.FirstConditionId].Name;
        var second = comparison.SecondConditionId is { } other ? source.Conditions[other].Name : null;
        return new Judgment
        {
            Item = (second is null ? comparison.FirstOutputId : comparison.Id).ToString("D"),
            Left = second is null ? null : firstIsLeft ? first : second,
            Right = second is null ? null : firstIsLeft ? second : first,
            Value = judgment?.Value is { } value ? JudgmentValue.Of(value) : null,
            Choice = (judgment?.Displayed).ToPlain(),
            Strength = judgment?.Strength,
            Criterion = judgment?.Criterion ?? Judgment.DefaultCriterion,
            Rater = row.Rater.Pseudonym,
            RaterKind = row.Rater.Kind.ToPlain(),
            Persona = source.Labels[comparison.StudyPersonaId],
            Prompt = source.PromptKey(comparison.StudyPromptId),
            Perspective = (judgment?.Perspective ?? source.Study.Design.Annotation.InWave(row.Assignment.Wave).Perspective).ToPlain(),
            Certainty = judgment?.Certainty,
            Rationale = string.IsNullOrEmpty(judgment?.Rationale) ? null : judgment.Rationale,
            Seconds = judgment?.Seconds,
            CreatedAt = judgment is null ? null : new DateTimeOffset(judgment.SubmittedAt, TimeSpan.Zero),
            Extra = Extra(source, row, firstIsLeft, first, second),
        };
    }

    private static Dictionary<string, JsonElement> Extra(StudySource source, ExportedJudgment row, bool firstIsLeft, string first, string? second)
    {
        var extra = new Dictionary<string, JsonElement>();
        var comparison = row.Comparison;
        var prompt = source.Prompts[comparison.StudyPromptId];
        Add("system", second is null ? first : null);
        Add("judgment", row.Judgment?.Id.ToString("D"));
        Add("study", source.Study.Id.ToString("D"));
        Add("study_version", source.Study.ManifestHash);
        Add("persona_id", source.PersonaKey(comparison.StudyPersonaId));
        Add("persona_version", source.Personas[comparison.StudyPersonaId].Version);
        Add("prompt_version", prompt.Version);
        Add("prompt_category", prompt.Category);
        Add("output_left", second is null ? null : (firstIsLeft ? comparison.FirstOutputId : comparison.SecondOutputId)?.ToString("D"));
        Add("output_right", second is null ? null : (firstIsLeft ? comparison.SecondOutputId : comparison.FirstOutputId)?.ToString("D"));
        Add("sample", comparison.Sample);
        Add("resolved", row.Judgment?.Resolved switch
        {
            ResolvedChoice.First => first,
            ResolvedChoice.Second => second,
            ResolvedChoice.Tie => "tie",
            ResolvedChoice.BothBad => "both_bad",
            _ => null,
        });
        Add("order_index", row.Assignment.Position);
        Add("wave", row.Assignment.Wave);
        Add(Judgment.SelectionProbability, row.Assignment.SelectionProbability);
        Add("shown_at", (row.Judgment?.ShownAt ?? row.Assignment.ShownAt)?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Add("simulated", row.Rater.Kind == Shared.Judging.RaterKind.Simulated);
        Add("excluded", row.Rater.ExcludedAt is not null);
        Add("exclusion_reason", row.Rater.ExcludedAt is null ? null : row.Rater.ExclusionReason);
        Add("skip_reason", row.Judgment is not { Displayed: not null } and not { Value: not null } && row.Assignment.State == AssignmentState.Skipped ? row.Assignment.SkipReason : null);
        if (row.Judgment?.Details is { } details)
        {
            Add("reason_codes", details.Reasons.Count == 0 ? null : string.Join("; ", details.Reasons));
            Add("flag", details.Flag);
            Add("changes_count", details.Changes);
            Add("first_mark_seconds", details.FirstMark);
            Add("persona_opened", details.PersonaOpened);
            Add("persona_shown", details.PersonaShown);
            Add("differences_shown", details.DifferencesShown);
            Add("spans", details.Spans.Count == 0 ? null : SpanRecords.ToJson(details.Spans, firstIsLeft ? first : second, firstIsLeft ? second : first, source.IsWithheld(comparison.StudyPersonaId) ? null : source.Personas[comparison.StudyPersonaId].Persona));
        }

        Add("consent_version", row.Rater.ConsentVersion);
        Add("app_version", AppVersion);
        return extra;

        void Add<T>(string name, T? value)
        {
            if (value is not null)
                extra[name] = JsonSerializer.SerializeToElement(value);
        }
    }
}
