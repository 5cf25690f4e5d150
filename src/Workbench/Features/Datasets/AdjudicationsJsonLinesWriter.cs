using Workbench.Methods.Judgments;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>What researchers said of disputed comparisons, one verdict a line. It stands beside the judgments and is in no other file.</summary>
public sealed class AdjudicationsJsonLinesWriter : IDatasetWriter
{
    public string Name => "adjudications-jsonl";

    public string Sentence => "Researchers' verdicts on disputed comparisons, one JSON object a line; they replace no judgment.";

    public string FileName => "adjudications.jsonl";

    public string MediaType => "application/jsonl";

    public string RowName => "adjudications";

    public IReadOnlyList<DatasetField> Fields { get; } =
    [
        new("adjudication", "string", "id of the adjudication"),
        new("item", "string", "the comparison, as in judgments.jsonl"),
        new("criterion", "string", "what was asked"),
        new("perspective", "string", "whose view the verdict is about, as in judgments.jsonl; not to be pooled"),
        new("left", "string", "condition shown at the left"),
        new("right", "string", "condition shown at the right"),
        new("choice", "string", "left, right, tie, both_bad; null: the adjudicator could not decide either, or rated one answer"),
        new("resolved", "string", "the condition preferred, or tie, or both_bad"),
        new("value", "int64", "the rating of a single answer, 1 to 5"),
        new("reason", "string", "why"),
        new("adjudicator", "string", "pseudonym within this file"),
        new("created_at", "string", "when it was added, UTC"),
        new("latest", "bool", "whether no later one is about the same comparison, criterion and perspective; earlier ones stay"),
    ];

    public async Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct)
    {
        using var lines = new JsonLines(stream);
        foreach (var (comparison, adjudication, by, isLatest) in await source.AdjudicationsAsync(ct))
        {
            var first = source.Conditions[comparison.FirstConditionId].Name;
            var second = comparison.SecondConditionId is { } other ? source.Conditions[other].Name : null;
            lines.Write(json =>
            {
                json.WriteString("adjudication", adjudication.Id.ToString("D"));
                json.WriteString("item", comparison.Id.ToString("D"));
                json.WriteString("criterion", adjudication.Criterion);
                json.WriteString("perspective", JudgmentFields.NameOf(adjudication.Perspective.ToPlain()));
                json.WriteString("left", adjudication.FirstIsLeft ? first : second);
                json.WriteString("right", adjudication.FirstIsLeft ? second : first);
                json.WriteString("choice", JudgmentFields.NameOf(adjudication.Displayed.ToPlain()));
                json.WriteString("resolved", adjudication.Resolved switch
                {
                    ResolvedChoice.First => first,
                    ResolvedChoice.Second => second,
                    ResolvedChoice.Tie => "tie",
                    ResolvedChoice.BothBad => "both_bad",
                    _ => null,
                });
                if (adjudication.Value is { } value)
                    json.WriteNumber("value", value);
                else
                    json.WriteNull("value");
                json.WriteString("reason", adjudication.Reason);
                json.WriteString("adjudicator", by);
                json.WriteString("created_at", adjudication.At.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture));
                json.WriteBoolean("latest", isLatest);
            });
        }

        return new(lines.Rows, []);
    }
}
