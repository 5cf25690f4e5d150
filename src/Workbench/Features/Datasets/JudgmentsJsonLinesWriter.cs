using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>The canonical judgments, one a line.</summary>
public sealed class JudgmentsJsonLinesWriter : IDatasetWriter
{
    private const int BatchSize = 1_000;

    public string Name => "judgments-jsonl";

    public string Sentence => "Every judgment, one JSON object a line: for analysis here (analyze), in a notebook, or to import again.";

    public string FileName => "judgments.jsonl";

    public string MediaType => "application/jsonl";

    public string RowName => "judgments";

    public IReadOnlyList<DatasetField> Fields => JudgmentRecords.Fields;

    public async Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct)
    {
        var batch = new List<Judgment>(BatchSize);
        var rows = 0;
        await foreach (var row in source.JudgmentsAsync(ct))
        {
            batch.Add(JudgmentRecords.ToRecord(source, row));
            rows++;
            if (batch.Count == BatchSize)
                Flush();
        }

        Flush();
        return new(rows, JudgmentCounts.LeftOut(source));

        void Flush()
        {
            JudgmentJsonLines.Write(stream, batch);
            batch.Clear();
        }
    }
}
