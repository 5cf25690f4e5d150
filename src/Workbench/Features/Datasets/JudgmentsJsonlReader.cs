using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>Canonical judgments, one JSON object a line.</summary>
public sealed class JudgmentsJsonlReader : IJudgmentReader
{
    public string Name => "judgments-jsonl";

    public string Sentence => "Judgments, one JSON object a line, the canonical form; unknown fields are kept.";

    public int Precedence => -1;

    public bool TakesMap => true;

    public bool Recognises(ReadOnlySpan<byte> head) => head.TrimStart("\uFEFF \r\n\t"u8).StartsWith("{"u8);

    public void Read(Stream stream, string file, FieldMap map, JudgmentSink sink) => JudgmentJsonLines.Read(stream, file, map, sink);
}
