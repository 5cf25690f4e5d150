using System.Text;
using System.Text.Json;
using Workbench.Features.Datasets;
using Workbench.Methods.Judgments;
using Workbench.Shared.Access;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Datasets;

/// <summary>Writes a study in one format, through the store and a real database.</summary>
internal static class Exports
{
    public static async Task<(byte[] Bytes, DatasetCounts Counts)> WriteAsync(StudyRows rows, string format, ExportOptions? options = null)
    {
        await using var workbench = await TestWorkbench.StartAsync(TestContext.Current.CancellationToken);
        await rows.SaveAsync(workbench.Database, TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        var file = await workbench.Get<DatasetStore>().WriteFileAsync(
            Actor.LocalOwner, rows.Study.Id, DatasetFormats.FindWriter(format)!, options ?? new(), stream, TestContext.Current.CancellationToken);
        return (stream.ToArray(), file.Counts);
    }

    public static string Text(byte[] bytes) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);

    public static List<JsonElement> Objects(byte[] bytes) =>
        [.. Text(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public static IReadOnlyList<Judgment> ReadJsonLines(byte[] bytes)
    {
        var collector = new JudgmentCollector();
        JudgmentJsonLines.Read(new MemoryStream(bytes), "judgments.jsonl", FieldMap.None, collector);
        return collector.Judgments;
    }

    public static IReadOnlyList<Judgment> ReadCsv(byte[] bytes)
    {
        var collector = new JudgmentCollector();
        JudgmentTable.Read(new MemoryStream(bytes), "judgments.csv", ',', FieldMap.None, collector);
        return collector.Judgments;
    }
}
