using System.Text;
using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>The same judgments as a table.</summary>
public sealed class JudgmentsCsvWriter : IDatasetWriter
{
    public string Name => "judgments-csv";

    public string Sentence => "The same judgments as a table, for spreadsheets and R; a text that a spreadsheet would run as a formula has an apostrophe before it.";

    public string FileName => "judgments.csv";

    public string MediaType => "text/csv";

    public string RowName => "judgments";

    public IReadOnlyList<DatasetField> Fields => JudgmentRecords.Fields;

    /// <summary>Columns without any value are not written, so that there are no types to promise.</summary>
    public IReadOnlyList<DatasetField>? SchemaFor(ExportOptions options) => null;

    public async Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct)
    {
        // Which columns there are is known only after the last row.
        var judgments = new List<Judgment>();
        await foreach (var row in source.JudgmentsAsync(ct))
            judgments.Add(JudgmentRecords.ToRecord(source, row));
        var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        JudgmentTable.Write(writer, ',', judgments);
        await writer.DisposeAsync();
        return new(judgments.Count, JudgmentCounts.LeftOut(source));
    }
}
