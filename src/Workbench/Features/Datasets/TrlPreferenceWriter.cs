using System.Text.Json;
using Workbench.Features.Analysis;
using Workbench.Methods.Personalization;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>
/// Preference pairs for TRL's DPO, ORPO and CPO trainers: one pair a comparison that a strict majority of one kind of
/// rater decided. What was tied, bad on both sides or split makes no pair; it is counted.
/// </summary>
public sealed class TrlPreferenceWriter : IDatasetWriter
{
    private static readonly string[] Reasons =
        ["not judged by this kind of rater", "no usable verdict", "majority says tie", "majority says both bad", "no strict majority", "a text is missing", "the messages hold what a participant wrote, which the study does not export", "the participant's profile was erased, and the messages with it", "rated by itself, and not compared"];

    public string Name => "trl-preference";

    public string Sentence => "Preference pairs (prompt, chosen, rejected) for TRL's preference trainers, by strict majority of one kind of rater.";

    public string FileName => "trl-preference.jsonl";

    public string MediaType => "application/jsonl";

    public string RowName => "pairs";

    public IReadOnlyList<DatasetField> Fields { get; } =
    [
        new("prompt", "string", "the user's words; with --prompt personalized, the exact messages of the personalized condition, persona included"),
        new("chosen", "string", "the text that the majority preferred; with --prompt personalized, one assistant message"),
        new("rejected", "string", "the other text, in the same shape"),
    ];

    public IReadOnlyList<DatasetField>? SchemaFor(ExportOptions options) => options.Prompt == PromptForm.Plain ? Fields : null;

    public async Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct)
    {
        using var lines = new JsonLines(stream);
        var leftOut = new Dictionary<string, int>();
        var votes = Votes(source.Judged, AnalysisScope.Choose(source.Judged, options.Judged));
        await foreach (var comparison in source.ComparisonsAsync().WithCancellation(ct))
        {
            var verdict = Verdict(votes.GetValueOrDefault(comparison.Id));
            if (verdict.Reason is null && (comparison.First is null || comparison.Second is null))
                verdict = (null, Reasons[5]);
            if (verdict.Reason is null && options.Prompt == PromptForm.Personalized && source.IsWithheld(comparison.StudyPersonaId))
                verdict = (null, Reasons[6]);
            if (verdict.Reason is null && options.Prompt == PromptForm.Personalized && IsErased(source, comparison))
                verdict = (null, Reasons[7]);
            if (verdict.Reason is { } reason)
                leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
            else
                lines.Write(json => Write(json, source, options, comparison, verdict.Choice == ResolvedChoice.First));
        }

        if (source.Study.Design.Annotation.Unit == Studies.JudgedUnit.Output && source.Judged.Comparisons.Count > 0)
            leftOut[Reasons[8]] = source.Judged.Comparisons.Count;
        return new(lines.Rows, [.. Reasons.Where(leftOut.ContainsKey).Select(reason => new LeftOut(reason, leftOut[reason]))]);
    }

    private static void Write(Utf8JsonWriter json, StudySource source, ExportOptions options, ExportedComparison comparison, bool firstIsChosen)
    {
        var (chosen, rejected) = firstIsChosen ? (comparison.First!, comparison.Second!) : (comparison.Second!, comparison.First!);
        if (options.Prompt == PromptForm.Plain)
        {
            json.WriteString("prompt", source.Prompts[comparison.StudyPromptId].Text);
            json.WriteString("chosen", chosen);
            json.WriteString("rejected", rejected);
            return;
        }

        OutputsJsonLinesWriter.WriteMessages(json, "prompt", PersonalizedMessages(source, comparison));
        OutputsJsonLinesWriter.WriteMessages(json, "chosen", [new PromptMessage("assistant", chosen)]);
        OutputsJsonLinesWriter.WriteMessages(json, "rejected", [new PromptMessage("assistant", rejected)]);
    }

    private static bool IsErased(StudySource source, ExportedComparison comparison) =>
        source.Personas[comparison.StudyPersonaId].IsParticipant
        && ((source.Conditions[comparison.FirstConditionId].IsPersonalized && comparison.FirstMessages is null)
            || (source.Conditions[comparison.SecondConditionId].IsPersonalized && comparison.SecondMessages is null));

    /// <summary>The messages of the condition that knew the persona; of the later one where both did, of neither where none did.</summary>
    private static IReadOnlyList<PromptMessage> PersonalizedMessages(StudySource source, ExportedComparison comparison)
    {
        var messages = source.Conditions[comparison.SecondConditionId].IsPersonalized ? comparison.SecondMessages
            : source.Conditions[comparison.FirstConditionId].IsPersonalized ? comparison.FirstMessages
            : null;
        return messages is { Count: > 0 } ? messages : [new PromptMessage("user", source.Prompts[comparison.StudyPromptId].Text)];
    }

    /// <summary>Resolved choices by comparison; null is an unscored one.</summary>
    private static Dictionary<Guid, List<ResolvedChoice?>> Votes(JudgedStudy study, AnalysisScope scope) => study.Rows
        .Where(row => row.Kind == scope.Raters && row.Perspective == scope.Perspective && (row.Criterion ?? scope.Criterion) == scope.Criterion)
        .GroupBy(row => study.Comparisons[row.Comparison].Id)
        .ToDictionary(group => group.Key, group => group.Select(Resolved).ToList());

    private static ResolvedChoice? Resolved(JudgedRow row) => row.Choice switch
    {
        null => null,
        Choice.Tie => ResolvedChoice.Tie,
        Choice.BothBad => ResolvedChoice.BothBad,
        Choice.Left => row.FirstIsLeft ? ResolvedChoice.First : ResolvedChoice.Second,
        Choice.Right => row.FirstIsLeft ? ResolvedChoice.Second : ResolvedChoice.First,
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    /// <summary>The choice of more than half of the usable verdicts, or why there is no pair.</summary>
    private static (ResolvedChoice? Choice, string? Reason) Verdict(List<ResolvedChoice?>? votes)
    {
        if (votes is null)
            return (null, Reasons[0]);
        var usable = votes.OfType<ResolvedChoice>().ToList();
        if (usable.Count == 0)
            return (null, Reasons[1]);
        var majority = usable.GroupBy(vote => vote).FirstOrDefault(group => 2 * group.Count() > usable.Count);
        return majority?.Key switch
        {
            null => (null, Reasons[4]),
            ResolvedChoice.Tie => (null, Reasons[2]),
            ResolvedChoice.BothBad => (null, Reasons[3]),
            { } choice => (choice, null),
        };
    }
}
