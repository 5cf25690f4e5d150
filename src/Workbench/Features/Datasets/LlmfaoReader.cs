using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>
/// LLMFAO's comparisons (dustalov/llmfao): <c>id, prompt, model_x, model_y, worker, winner</c> and, where present, the
/// models' names in <c>left</c>, <c>right</c>. A file without workers holds one model's verdicts; the file's name names it.
/// </summary>
public sealed class LlmfaoReader : IJudgmentReader
{
    public string Name => "llmfao";

    public string Sentence => "LLMFAO's crowd and model verdicts: id, prompt, model_x, model_y, worker, winner (left, right, tie).";

    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        var header = end < 0 ? head : head[..end];
        return header.IndexOf("model_x"u8) >= 0 && header.IndexOf("model_y"u8) >= 0 && header.IndexOf("winner"u8) >= 0;
    }

    public void Read(Stream stream, string file, FieldMap map, JudgmentSink sink)
    {
        var peek = new PeekStream(stream);
        var end = peek.Head.IndexOf((byte)'\n');
        var columns = System.Text.Encoding.UTF8.GetString(end < 0 ? peek.Head : peek.Head[..end]).Trim('\uFEFF', '\r').Split(',');
        var sides = columns.Contains("left") && columns.Contains("right") ? "left=left,right=right" : "left=model_x,right=model_y";
        var people = columns.Contains("worker");
        JudgmentTable.Read(
            peek, file, ',', FieldMap.Parse($"item=id,{sides},choice=winner{(people ? ",rater=worker" : "")}"), people ? sink : new ModelRaterSink(sink, RaterOf(file)));
    }

    private static string RaterOf(string file)
    {
        var name = Path.GetFileName(file);
        var end = name.IndexOfAny(['-', '.']);
        return end > 0 ? name[..end] : "model";
    }
}
