using System.Text.Json.Nodes;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

/// <summary>What goes wrong with files: text that is none, names that do not occur, outputs in the place of inputs.</summary>
public sealed class CommandFilesTests : IDisposable
{
    private const string Texts = """{"user":"u1","prompt":"p","hypothesis":"a b"}""";
    private const string Votes = """{"item":"1","left":"a","right":"b","choice":"left","rater":"r"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("analyze", """{"item":"1","choice":"left","rationale":"cut off \ud83d"}""", "line 2, field 'rationale'")]
    [InlineData("analyze", """{"item":"\ud83d","choice":"left"}""", "line 2, field 'item'")]
    [InlineData("analyze", """{"item":"1","choice":"left","\ud83d":1}""", "line 2: this is no valid Unicode")]
    [InlineData("plan --pilot", """{"item":"1","choice":"left","rater":"\ude00"}""", "line 2, field 'rater'")]
    [InlineData("score", """{"hypothesis":"cut off \ud83d"}""", "line 2, field 'hypothesis'")]
    public async Task Run_HalfASurrogatePair_NamesFileLineAndField(string verb, string line, string where)
    {
        var file = Write("texts.jsonl", (verb == "score" ? Texts : Votes) + "\n" + line + "\n");
        var run = await CommandRun.OfAsync([.. verb.Split(' '), file]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(file + ", " + where, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Analyze_HalfASurrogatePairInAnUnknownField_IsKeptAsItIs()
    {
        var run = await CommandRun.OfAsync("analyze", Write("v.jsonl", """{"item":"1","value":3,"system":"\ud83d","note":"\ud83d","rater":"r"}"""), "--json");
        Assert.Equal((0, 3.0), (run.ExitCode, (double)run.Criterion["ratings"]!["mean"]!));
    }

    [Fact]
    public async Task Analyze_MisspeltMapOfJsonLines_IsRefused()
    {
        var file = Write("v.jsonl", Votes.Replace("choice", "winner", StringComparison.Ordinal));
        var run = await CommandRun.OfAsync("analyze", file, "--map", "choice=winer", "--json");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("field 'choice': no line of the file has 'winer'", run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (int)(await CommandRun.OfAsync("analyze", file, "--map", "choice=winner", "--json")).Json["counts"]!["scored"]!);
    }

    [Theory]
    [InlineData("score", "--rows")]
    [InlineData("analyze", "--labels")]
    public async Task Run_OutputInThePlaceOfTheInput_IsRefusedAndNothingIsLost(string verb, string option)
    {
        var text = verb == "score" ? Texts : Votes;
        var file = Write("in.jsonl", text);
        var run = await CommandRun.OfAsync(verb, file, option, Path.Combine(Path.GetDirectoryName(file)!, ".", "in.jsonl"));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("that is the input", run.Errors, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("analyze", "--labels", "--baseline", "misspelt")]
    [InlineData("score", "--rows", "--distance", "embedding")]
    [InlineData("score", "--rows", "--embed", "true")]
    public async Task Run_RefusedRun_LeavesAnEarlierOutputAlone(string verb, string option, string other, string value)
    {
        var earlier = Write("earlier.jsonl", "kept");
        var run = await CommandRun.OfAsync(verb, Write("in.jsonl", verb == "score" ? Texts : Votes), option, earlier, other, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("kept", await File.ReadAllTextAsync(earlier, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Score_BadLineHalfway_LeavesNoHalfFile()
    {
        var rows = _folder.Combine("rows.jsonl");
        Assert.Equal(2, (await CommandRun.OfAsync("score", Write("in.jsonl", Texts + "\n{}"), "--rows", rows)).ExitCode);
        Assert.False(File.Exists(rows));
        Assert.Equal(["in.jsonl"], Directory.GetFiles(Path.GetDirectoryName(rows)!).Select(Path.GetFileName));
        Assert.Equal(0, (await CommandRun.OfAsync("score", Write("in.jsonl", Texts), "--rows", rows)).ExitCode);
        Assert.Equal(2, (int)JsonNode.Parse(await File.ReadAllTextAsync(rows, TestContext.Current.CancellationToken))!["words"]!);
    }

    [Fact]
    public async Task Run_OutputThatIsAFolder_IsOneLine()
    {
        var run = await CommandRun.OfAsync("score", Write("in.jsonl", Texts), "--rows", Path.GetDirectoryName(_folder.Combine("x"))!);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    private string Write(string name, string text)
    {
        var path = _folder.Combine(name);
        File.WriteAllText(path, text);
        return path;
    }
}
