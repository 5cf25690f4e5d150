using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>Judgments as a table with the canonical column names, or any other under a map.</summary>
public sealed class JudgmentsCsvReader : IJudgmentReader
{
    public string Name => "judgments-csv";

    public string Sentence => "Judgments as CSV or TSV with the canonical column names; --map renames the columns of any other table.";

    public int Precedence => -2;

    public bool TakesMap => true;

    public bool Recognises(ReadOnlySpan<byte> head) => true;

    public void Read(Stream stream, string file, FieldMap map, JudgmentSink sink)
    {
        var peek = new PeekStream(stream);
        JudgmentTable.Read(peek, file, JudgmentTable.DelimiterOf(peek.Head), map, sink);
    }
}
