using System.Text;
using Workbench.Methods.Judgments;

namespace Workbench.Methods.Tests.Judgments;

internal static class JudgmentReading
{
    public static JudgmentSet Table(string text, string map = "", char delimiter = ',')
    {
        var builder = new JudgmentSetBuilder();
        JudgmentTable.Read(Bytes(text), "votes.csv", delimiter, FieldMap.Parse(map), builder);
        return builder.Build();
    }

    public static IReadOnlyList<Judgment> TableRecords(string text, char delimiter = ',')
    {
        var collector = new JudgmentCollector();
        JudgmentTable.Read(Bytes(text), "votes.csv", delimiter, FieldMap.None, collector);
        return collector.Judgments;
    }

    public static JudgmentSet Lines(string text)
    {
        var builder = new JudgmentSetBuilder();
        JudgmentJsonLines.Read(Bytes(text), "votes.jsonl", FieldMap.None, builder);
        return builder.Build();
    }

    public static IReadOnlyList<Judgment> LineRecords(string text)
    {
        var collector = new JudgmentCollector();
        JudgmentJsonLines.Read(Bytes(text), "votes.jsonl", FieldMap.None, collector);
        return collector.Judgments;
    }

    /// <summary>A stream that hands out one to three bytes at a time, as a pipe may.</summary>
    public static Stream Bytes(string text) => new TrickleStream(Encoding.UTF8.GetBytes(text));

    private sealed class TrickleStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + ((int)Position % 3)));
    }
}
