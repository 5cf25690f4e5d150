using System.IO.Compression;
using System.Text.Json.Nodes;
using Workbench.Testing.OpenAi;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

public sealed class ScoreVerbTests : IDisposable
{
    // Texts of reference/vectors.json, text_metrics; two users on one prompt and document.
    private const string Rows = """
        {"id":1,"user":"u1","prompt":"p","system":"a","hypothesis":"Bring the heavy coat tonight, because the river wind bites.","reference":"Take the heavy coat with you tonight because the wind off the river bites.","document":"Coat or jacket for the river tonight?"}
        {"id":"2","user":"u2","prompt":"p","system":"a","hypothesis":"A tent with two doors keeps muddy boots outside.","reference":"Choose a tent that has two doors so muddy boots stay outside.","document":"Coat or jacket for the river tonight?"}

        {"id":"3","user":"u1","system":"a","hypothesis":"The seminar begins at nine; latecomers sit near the back.","reference":"The seminar begins at nine sharp and latecomers should sit near the back.","extra":[1]}
        {"id":"4","user":"u2","system":"a","hypothesis":"Numbers first, story second, and no exclamation marks.","reference":"Give me the numbers first and the story second, without exclamation marks."}
        {"id":"5","system":"b","hypothesis":"Ein Satz ohne Vergleich."}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Score_CanonicalRows_AnswersWithTheDocumentedKeys()
    {
        var (code, output, error) = await RunAsync("score", await FileAsync(Rows), "--json", "--tokenizer", "ascii");
        Assert.Equal((0, ""), (code, error));
        var report = JsonNode.Parse(output)!;
        Assert.Equal("ascii", (string?)report["tokenizer"]);
        Assert.Equal("rouge-l", (string?)report["distance"]);
        var a = report["systems"]!["a"]!;
        Assert.Equal(4, (int)a["n"]!);
        Assert.Equal(25.648966323189086, (double)a["bleu"]!, 1e-6);
        Assert.Equal(58.55225855676227, (double)a["chrf"]!, 1e-6);
        Assert.Equal((0.75 + 0.6666666666666666 + 0.8695652173913044 + 0.7) / 4, (double)a["rouge1"]!["f1"]!, 1e-9);
        Assert.Equal((0.8 + 0.7777777777777778 + 1 + 0.75) / 4, (double)a["rougeL"]!["precision"]!, 1e-9);
        foreach (var key in new[] { "egises", "perseval", "responsiveness", "distinct_1", "distinct_2" })
            Assert.InRange((double)a[key]!, 0, 1);
        Assert.Equal(2, (int)a["users"]!["u1"]!["n"]!);
        var b = report["systems"]!["b"]!;
        Assert.Null(b["bleu"]);
        Assert.Equal("no row has a reference", (string?)b["bleu_reason"]);
        Assert.Null(b["egises"]);
        Assert.NotNull(b["egises_reason"]);
    }

    [Fact]
    public async Task Score_Rows_WritesOneLineARow()
    {
        var rows = _folder.Combine("rows.jsonl");
        Assert.Equal(0, (await RunAsync("score", await FileAsync(Rows), "--rows", rows)).Code);
        var lines = (await File.ReadAllLinesAsync(rows, TestContext.Current.CancellationToken)).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(["1", "2", "3", "4", "5"], lines.Select(line => (string?)line["id"]));
        Assert.Equal(16.680431134288717, (double)lines[0]["bleu"]!, 1e-6);
        Assert.Equal("no reference", (string?)lines[4]["reason"]);
    }

    [Fact]
    public async Task Score_Text_IsATableWithReasons()
    {
        var (code, output, _) = await RunAsync("score", await FileAsync(Rows));
        Assert.Equal(0, code);
        Assert.Contains("25.65", output, StringComparison.Ordinal);
        Assert.Contains("b: no ROUGE-1, ROUGE-2, ROUGE-L, METEOR, BLEU, chrF: no row has a reference", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_Gzip_IsReadAsItIs()
    {
        var path = _folder.Combine("texts.jsonl.gz");
        await using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
            await writer.WriteAsync(Rows);
        Assert.Equal((await RunAsync("score", await FileAsync(Rows), "--json")).Output, (await RunAsync("score", path, "--json")).Output);
    }

    [Theory]
    [InlineData("{\"hypothesis\":\"x\"}\n{\"system\":\"s\"}", "line 2, field 'hypothesis': it is missing")]
    [InlineData("{\"hypothesis\":3}", "line 1, field 'hypothesis': a string is wanted, not number")]
    [InlineData("\n{\"hypothesis\":\"x\",", "line 2: no valid JSON")]
    [InlineData("[1]", "line 1: a text is a JSON object")]
    public async Task Score_BadInput_NamesFileLineAndField(string text, string expected)
    {
        var file = await FileAsync(text);
        var (code, output, error) = await RunAsync("score", file, "--json");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(file + ", " + expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--tokenizer", "latin")]
    [InlineData("--distance", "cosine")]
    [InlineData("--distance", "embedding")]
    public async Task Score_BadOption_IsNamed(string option, string value)
    {
        var (code, _, error) = await RunAsync("score", await FileAsync(Rows), option, value);
        Assert.Equal(2, code);
        Assert.Contains(option, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_NoFile_SaysSo()
    {
        var (code, _, error) = await RunAsync("score", _folder.Combine("none.jsonl"));
        Assert.Equal(2, code);
        Assert.Contains("none.jsonl: there is no such file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_DistanceByEmbedding_AsksTheEndpoint()
    {
        await using var server = await OpenAiTestServer.StartAsync(TestContext.Current.CancellationToken);
        var (code, output, error) = await RunAsync("score", await FileAsync(Rows), "--json", "--distance", "embedding", "--endpoint", server.Address.ToString(), "--model", "test-embedding");
        Assert.Equal((0, ""), (code, error));
        Assert.InRange((double)JsonNode.Parse(output)!["systems"]!["a"]!["responsiveness"]!, 0.01, 1);
        Assert.NotEmpty(server.Requests);
    }

    [Fact]
    public async Task Score_Embed_ComparesEachTextWithItsReference()
    {
        await using var server = await OpenAiTestServer.StartAsync(TestContext.Current.CancellationToken);
        var (code, output, error) = await RunAsync("score", await FileAsync(Rows), "--json", "--embed", "--endpoint", server.Address.ToString(), "--model", "test-embedding");
        Assert.Equal((0, ""), (code, error));
        var (a, b) = (JsonNode.Parse(output)!["systems"]!["a"]!, JsonNode.Parse(output)!["systems"]!["b"]!);
        Assert.Equal(4, (int)a["embedding_similarity"]!["n"]!);
        // The test server's vectors are of hashed words, so texts that share words are close; a word is its own best partner.
        Assert.InRange((double)a["embedding_similarity"]!["value"]!, 0.5, 1);
        Assert.InRange((double)a["greedy_matching"]!["value"]!, (double)a["rouge1"]!["f1"]!, 1);
        Assert.Equal("no row has a text and a reference with words", (string?)b["embedding_similarity"]!["value_reason"]);
        Assert.Contains("--embed needs --endpoint", (await RunAsync("score", await FileAsync(Rows), "--embed")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_DivergenceAndSimplifiedForms_AreThere()
    {
        var (_, output, _) = await RunAsync("score", await FileAsync(Rows), "--json", "--distance", "jsd");
        var a = JsonNode.Parse(output)!["systems"]!["a"]!;
        foreach (var key in new[] { "jsd", "egises_simplified", "perseval_simplified" })
            Assert.InRange((double)a[key]!, 0, 1);
        // Users u1 and u2 share no distance of the weights with two users: each weight is 1, so both forms agree there.
        Assert.Equal((double)a["egises"]!, (double)a["egises_simplified"]!, 1e-9);
    }

    public void Dispose() => _folder.Dispose();

    private Task<string> FileAsync(string text) => _folder.WriteAsync("texts.jsonl", text, TestContext.Current.CancellationToken);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var run = await CommandRun.OfAsync(args);
        return (run.ExitCode, run.Output, run.Errors);
    }
}
