using Workbench.Features.Datasets;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Xunit;

namespace Workbench.Tests.Features.Datasets;

/// <summary>Every writer, found by the scan, against the awkward studies.</summary>
public sealed class DatasetWriterContractTests
{
    private static readonly string[] Known = ["adjudications-jsonl", "judgments-csv", "judgments-jsonl", "outputs-jsonl", "personas-jsonl", "raters-jsonl", "trl-preference"];

    public static TheoryData<string> Formats => [.. DatasetFormats.Writers.Select(w => w.Name)];

    [Fact]
    public void Writers_ByScan_HaveTheirNamesAndDistinctFiles()
    {
        Assert.Equal(Known, DatasetFormats.Writers.Select(w => w.Name));
        Assert.Distinct(DatasetFormats.Writers.Select(w => w.FileName));
        Assert.All(DatasetFormats.Writers, w => Assert.EndsWith(".", w.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_StudyWithoutAnything_IsAnEmptyFile(string format)
    {
        var (bytes, counts) = await Exports.WriteAsync(new StudyRows(personas: 0, prompts: 0), format);

        Assert.Equal(0, counts.Rows);
        Assert.True(bytes.Length == 0 || Exports.Text(bytes) == "item,choice\n");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_Twice_GivesTheSameBytes(string format)
    {
        var (first, _) = await Exports.WriteAsync(Lively(), format);
        var (second, _) = await Exports.WriteAsync(Lively(), format);

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_RowsStoredInAnotherOrder_GivesTheSameLines(string format)
    {
        var forward = new StudyRows();
        var backward = new StudyRows();
        for (var i = 0; i < 4; i++)
        {
            forward.Judge(i / 2, i % 2, ResolvedChoice.Second);
            backward.Judge((3 - i) / 2, (3 - i) % 2, ResolvedChoice.Second);
        }

        var (a, _) = await Exports.WriteAsync(forward, format);
        var (b, _) = await Exports.WriteAsync(backward, format);

        // Ids and times of the judgments differ, as they were made in another order; what was judged comes in the same one.
        Assert.Equal(Essence(a, format), Essence(b, format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_TextsOfTheWorld_AreUtf8AndUnharmed(string format)
    {
        var rows = new StudyRows(personas: 1, prompts: 1, names: ["نورة \u202Bالقحطاني\u202C"], text: "你好 🌍\u2028\"quoted\",\ttabs\r\nand lines")
            .Judge(0, 0, ResolvedChoice.Second, rationale: "ثابت — naïve 😀\n=2+3")
            .Answer("rater-1", new() { Key = "name", Text = "?", Kind = SurveyQuestionKind.Text }, "نورة")
            .Adjudicate(0, 0, ResolvedChoice.Second, reason: "ثابت — naïve 😀 نورة");

        var (bytes, counts) = await Exports.WriteAsync(rows, format);

        Assert.Equal(format == "outputs-jsonl" ? 2 : 1, counts.Rows);
        Assert.False(bytes.AsSpan().StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }));
        var text = Exports.Text(bytes);
        if (format != "trl-preference")
            Assert.Contains("نورة", text, StringComparison.Ordinal);
        if (format.EndsWith("-jsonl", StringComparison.Ordinal) || format == "trl-preference")
            Assert.Equal(counts.Rows, Exports.Objects(bytes).Count);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_AllTiesAndSkips_CountsEveryRowItKeepsAndLeavesOut(string format)
    {
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Tie).Judge(0, 1, ResolvedChoice.BothBad).Skip(1, 0).Judge(1, 1, ResolvedChoice.Tie, superseded: true);

        var (_, counts) = await Exports.WriteAsync(rows, format);

        var expected = format switch
        {
            "judgments-jsonl" or "judgments-csv" => (3, "1 undone or corrected by their rater"),
            "outputs-jsonl" => (8, ""),
            "personas-jsonl" => (2, ""),
            "raters-jsonl" => (1, ""),
            "adjudications-jsonl" => (0, ""),
            _ => (0, "1 not judged by this kind of rater, 1 no usable verdict, 1 majority says tie, 1 majority says both bad"),
        };
        Assert.Equal(expected, (counts.Rows, string.Join(", ", counts.LeftOut.Select(l => $"{l.Count} {l.Reason}"))));
    }

    private static StudyRows Lively() => new StudyRows(isSample: true)
        .Judge(0, 0, ResolvedChoice.Second).Judge(0, 0, ResolvedChoice.First, "rater-2", firstIsLeft: false).Judge(0, 1, ResolvedChoice.Tie)
        .Judge(1, 0, ResolvedChoice.Second, "sim-1", RaterKind.Simulated).Judge(1, 1, null, "rater-2").Judge(0, 0, ResolvedChoice.Second, "rater-3")
        .Skip(1, 0).Adjudicate(0, 0, ResolvedChoice.First);

    private static IEnumerable<string> Essence(byte[] bytes, string format) => format switch
    {
        "judgments-jsonl" => Exports.ReadJsonLines(bytes).Select(j => $"{j.Item} {j.Persona} {j.Prompt} {j.Choice}"),
        "judgments-csv" => Exports.ReadCsv(bytes).Select(j => $"{j.Item} {j.Persona} {j.Prompt} {j.Choice}"),
        _ => Exports.Text(bytes).Split('\n'),
    };
}
