using System.IO.Compression;
using System.Text.Json.Nodes;
using Workbench.Commands;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

public sealed class AnalyzeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Two items; three people on each, shown in both orders; one model that judged both orders, with certainty.</summary>
    private const string Small = """
        {"item":"1","left":"generic","right":"personal","choice":"right","rater":"ann","rater_kind":"human","persona":"p1"}
        {"item":"1","left":"personal","right":"generic","choice":"left","rater":"bea","rater_kind":"human","persona":"p1"}
        {"item":"1","left":"generic","right":"personal","choice":"tie","rater":"cem","rater_kind":"human","persona":"p1"}
        {"item":"2","left":"generic","right":"personal","choice":"left","rater":"ann","rater_kind":"human","persona":"p2"}
        {"item":"2","left":"personal","right":"generic","choice":"right","rater":"bea","rater_kind":"human","persona":"p2"}
        {"item":"2","left":"generic","right":"personal","choice":null,"rater":"cem","rater_kind":"human","persona":"p2"}
        {"item":"1","left":"generic","right":"personal","choice":"right","rater":"judge","rater_kind":"model","persona":"p1","order":"AB","certainty":90}
        {"item":"1","left":"personal","right":"generic","choice":"left","rater":"judge","rater_kind":"model","persona":"p1","order":"BA","certainty":80}
        {"item":"2","left":"generic","right":"personal","choice":"right","rater":"judge","rater_kind":"model","persona":"p2","order":"AB","certainty":60}
        {"item":"2","left":"personal","right":"generic","choice":"right","rater":"judge","rater_kind":"model","persona":"p2","order":"BA","certainty":60}
        {"item":"2","left":"personal","right":"generic","choice":"right","rater":"bea","rater_kind":"human","persona":"p2"}
        """;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Analyze_BothOrdersAndUnscored_FollowsTheContract()
    {
        var run = await CommandRun.OfAsync("analyze", Write("small.jsonl", Small), "--json", "--seed", "7");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(7, (int)run.Json["program"]!["seed"]!);
        Assert.Equal(0.95, (double)run.Json["program"]!["confidence_level"]!);
        var counts = run.Json["counts"]!;
        Assert.Equal((10, 9, 1, 2, 3, 1, 1), (
            (int)counts["judgments"]!, (int)counts["scored"]!, (int)counts["unscored"]!, (int)counts["items"]!, (int)counts["raters_human"]!, (int)counts["raters_model"]!, (int)counts["duplicates_dropped"]!));

        // In the item's own order (generic first): item 1 has right, right, tie; item 2 left, left, unscored.
        var people = run.Criterion["by_rater_kind"]!["human"]!["systems"]!["personal"]!;
        Assert.Equal((2, 2, 1, 0.5), ((int)people["wins"]!, (int)people["losses"]!, (int)people["ties"]!, (double)people["win_rate"]!));
        Assert.Equal((1, 1, 0, 0), Majority(run));
        Assert.Equal(0.5, (double)run.Criterion["agreement"]!["unanimous"]!); // item 2
        Assert.Equal(3, (int)run.Criterion["agreement"]!["raters"]!);
        Assert.Equal(2, (int)run.Criterion["agreement"]!["items_with_two"]!);

        // The model: item 1 personal twice, item 2 personal, then generic → a tie; consistent on 1 of 2.
        var judge = run.Criterion["model_raters"]!["judge"]!;
        Assert.Equal((4, 0), ((int)judge["n"]!, (int)judge["unscored"]!));
        Assert.Equal(0.5, (double)judge["order_consistency"]!);
        Assert.Equal(0.25, (double)judge["first_position_share"]!);
        Assert.Equal(0.5, (double)judge["versus_majority"]!["agreement"]!);
        Assert.Equal(0.5, (double)judge["calibration"]!["coverage_at_80"]!);
        Assert.Equal(1.0, (double)judge["calibration"]!["accuracy_at_80"]!);
        Assert.Equal("generic", (string?)judge["ppi"]!["of"]);
        Assert.Equal(2, (int)judge["ppi"]!["labelled_n"]!);
        Assert.Equal(0.2, (double)judge["alt_test"]!["epsilon"]!);
        Assert.Null(judge["alt_test"]!["winning_rate"]);
        Assert.StartsWith("no annotator shares 30", (string?)judge["alt_test"]!["winning_rate_reason"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task Analyze_RatingsOfTwoSystems_GivesTheMeanOfEachAndTheDifferenceWithinPersonaAndPrompt(string format)
    {
        (string Item, string System, string Persona, string Prompt, string Rater, int Value)[] rows =
        [
            ("1", "none", "p1", "q1", "ann", 3), ("1", "none", "p1", "q1", "bea", 3), ("2", "known", "p1", "q1", "ann", 5), ("2", "known", "p1", "q1", "bea", 4),
            ("3", "none", "p1", "q2", "ann", 2), ("4", "known", "p1", "q2", "ann", 4),
            ("5", "none", "p2", "q1", "ann", 4), ("6", "known", "p2", "q1", "ann", 4), ("7", "none", "p2", "q2", "ann", 3),
        ];
        var text = format == "csv"
            ? "item,value,system,persona,prompt,rater\n" + string.Join('\n', rows.Select(r => $"{r.Item},{r.Value},{r.System},{r.Persona},{r.Prompt},{r.Rater}"))
            : string.Join('\n', rows.Select(r => $$"""{"system":"{{r.System}}","item":"{{r.Item}}","value":{{r.Value}},"persona":"{{r.Persona}}","prompt":"{{r.Prompt}}","rater":"{{r.Rater}}"}"""));
        var run = await CommandRun.OfAsync("analyze", Write($"ratings.{format}", text), "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var ratings = run.Criterion["ratings"]!;
        Assert.Equal((9, 32.0 / 9), ((int)ratings["n"]!, (double)ratings["mean"]!));

        // none: p1 3 + 3 + 2, p2 4 + 3: mean 3, residuals −1 and 1, variance 2/1 · 2/25, error 0.4; t(1) 12.706205.
        var none = ratings["systems"]!["none"]!;
        Assert.Equal((5, 3.0, "CR1 by persona, t"), ((int)none["n"]!, (double)none["mean"]!, (string)none["ci_method"]!));
        Assert.Equal(3 - (0.4 * 12.706205), (double)none["ci"]![0]!, 1e-6);
        // known: 5 + 4 + 4 and 4.
        Assert.Equal((4, 4.25), ((int)ratings["systems"]!["known"]!["n"]!, (double)ratings["systems"]!["known"]!["mean"]!));
        // p1: 4.5 − 3 and 4 − 2; p2: 4 − 4, and q2 is not paired. Mean 3.5/3, residuals ±7/6, error √(2 · 49/18)/3 = 7/9.
        var difference = ratings["difference"]!;
        Assert.Equal(("known minus none", 3, 2, "persona", "CR1 by persona, t"), (
            (string)difference["of"]!, (int)difference["n"]!, (int)difference["clusters"]!, (string)difference["cluster_unit"]!, (string)difference["ci_method"]!));
        Assert.Equal(3.5 / 3, (double)difference["value"]!, 12);
        Assert.Equal((3.5 / 3) + (7.0 / 9 * 12.706205), (double)difference["ci"]![1]!, 1e-6);
        Assert.Empty(run.Criterion["systems"]!.AsObject());
        Assert.Empty(run.Criterion["pairs"]!.AsArray());
    }

    [Theory]
    [InlineData("a", "b", "a", "c", false)]
    [InlineData("a", "b", "a", "b", true)]
    public async Task Analyze_RatingsBySystem_HasADifferenceBetweenTwoOnly(string one, string two, string three, string four, bool isTwo)
    {
        var lines = new[] { one, two, three, four }.Select((system, i) => $$"""{"item":"{{i}}","system":"{{system}}","value":{{i + 1}},"rater":"ann","rater_kind":"human"}""");
        var ratings = (await CommandRun.OfAsync("analyze", Write("few.jsonl", string.Join('\n', lines)), "--json")).Criterion["ratings"]!;
        Assert.Equal(isTwo ? 2 : 3, ratings["systems"]!.AsObject().Count);
        Assert.Equal(isTwo, ratings["difference"] is not null);
        if (isTwo)
            Assert.Equal((null, "no persona and prompt has ratings of both systems"), ((double?)ratings["difference"]!["value"], (string?)ratings["difference"]!["value_reason"]));
    }

    [Theory]
    [InlineData("conservative", 1, 0, 1)]
    [InlineData("average", 1, 0, 1)]
    [InlineData("first", 2, 0, 0)]
    public async Task Analyze_Orders_ReduceTheModelsLines(string rule, int wins, int losses, int ties)
    {
        var run = await CommandRun.OfAsync("analyze", Write("small.jsonl", Small), "--json", "--orders", rule);
        var personal = run.Criterion["by_rater_kind"]!["model"]!["systems"]!["personal"]!;
        Assert.Equal((wins, losses, ties), ((int)personal["wins"]!, (int)personal["losses"]!, (int)personal["ties"]!));
    }

    [Fact]
    public async Task Analyze_AllContractKeys_ArePresent()
    {
        var run = await CommandRun.OfAsync("analyze", Write("small.jsonl", Small), "--json");
        var criterion = run.Criterion;
        Assert.Superset(Keys("systems pairs agreement position model_raters truth_models"), Keys(criterion));
        Assert.Superset(Keys("wins losses ties n win_rate ci ci_method decisive_win_rate wilson bradley_terry elo"), Keys(criterion["systems"]!["personal"]!));
        Assert.Superset(Keys("share log_strength scale_1000 ci"), Keys(criterion["systems"]!["personal"]!["bradley_terry"]!));
        Assert.Superset(Keys("k rating"), Keys(criterion["systems"]!["personal"]!["elo"]!));
        Assert.Superset(Keys("a b a_wins b_wins ties sign_test_p win_rate_a ci_cluster_item ci_cluster_persona ci_cluster_rater"), Keys(criterion["pairs"]![0]!));
        Assert.Superset(Keys("raters items_with_two percent krippendorff_alpha gwet_ac1 fleiss_kappa cohen_kappa majority unanimous"), Keys(criterion["agreement"]!));
        Assert.Superset(Keys("nominal ordinal interval ratio"), Keys(criterion["agreement"]!["krippendorff_alpha"]!));
        Assert.Superset(Keys("a b n percent kappa"), Keys(criterion["agreement"]!["cohen_kappa"]![0]!));
        Assert.Superset(Keys("left right tie none"), Keys(criterion["agreement"]!["majority"]!));
        Assert.Superset(Keys("left_share_of_decisive n binomial_p"), Keys(criterion["position"]!));
        var judge = criterion["model_raters"]!["judge"]!;
        Assert.Superset(Keys("n unscored order_consistency first_position_share versus_majority versus_votes alt_test calibration ppi"), Keys(judge));
        Assert.Superset(Keys("n agreement kappa macro_f1"), Keys(judge["versus_majority"]!));
        Assert.Superset(Keys("with_ties without_ties"), Keys(judge["versus_votes"]!));
        Assert.Superset(Keys("epsilon winning_rate advantage_probability per_annotator"), Keys(judge["alt_test"]!));
        Assert.Superset(Keys("ece brier coverage_at_80 accuracy_at_80"), Keys(judge["calibration"]!));
        Assert.Superset(Keys("labelled_n unlabelled_n classical ppi ppi_plus_plus lambda ci effective_n"), Keys(judge["ppi"]!));
        Assert.Superset(Keys("iterations labels_file"), Keys(criterion["truth_models"]!["dawid_skene"]!));
    }

    [Fact]
    public async Task Analyze_NullNumbers_AlwaysCarryAReason()
    {
        var run = await CommandRun.OfAsync("analyze", Write("small.jsonl", Small), "--json");
        Walk(run.Json["criteria"]!);

        static void Walk(JsonNode node)
        {
            if (node is JsonArray array)
            {
                foreach (var entry in array.OfType<JsonNode>())
                    Walk(entry);
            }

            foreach (var (key, value) in node as JsonObject ?? [])
            {
                if (value is not null)
                    Walk(value);
                else if (key is not ("ci_method" or "clusters"))
                    Assert.False(string.IsNullOrWhiteSpace((string?)node[key + "_reason"]), key);
            }
        }
    }

    [Fact]
    public async Task Analyze_SameSeed_GivesTheSameBytes()
    {
        var path = Write("small.jsonl", Small);
        Assert.Equal((await CommandRun.OfAsync("analyze", path, "--json")).Output, (await CommandRun.OfAsync("analyze", path, "--json")).Output);
    }

    [Fact]
    public async Task Analyze_Only_ComputesJustThoseKeys()
    {
        var run = await CommandRun.OfAsync("analyze", Write("small.jsonl", Small), "--json", "--only", "bradley_terry,krippendorff_alpha");
        Assert.Equal(Keys("systems agreement warnings by_rater_kind"), Keys(run.Criterion));
        Assert.Equal(["bradley_terry"], Keys(run.Criterion["systems"]!["personal"]!));
        Assert.Contains("krippendorff_alpha", Keys(run.Criterion["agreement"]!));
        Assert.DoesNotContain("gwet_ac1", Keys(run.Criterion["agreement"]!));
    }

    [Fact]
    public async Task Analyze_Perspectives_AreNeverPooled()
    {
        var lines = Small.Split('\n').Select((line, i) => line.Replace("\"persona\"", i % 2 == 0 ? "\"perspective\":\"self\",\"persona\"" : "\"perspective\":\"third_party\",\"persona\"", StringComparison.Ordinal));
        var run = await CommandRun.OfAsync("analyze", Write("views.jsonl", string.Join('\n', lines)), "--json");
        Assert.Equal(["overall", "overall (third_party)"], run.Json["criteria"]!.AsObject().Select(entry => entry.Key));
        Assert.Equal("self", (string?)run.Json["criteria"]!["overall"]!["perspective"]);
    }

    [Fact]
    public async Task Analyze_ModelInAnotherPerspective_IsComparedAndNotPooled()
    {
        var lines = Small.Split('\n').Select(line => line.Replace("\"persona\"", line.Contains("\"model\"", StringComparison.Ordinal) ? "\"perspective\":\"third_party\",\"persona\"" : "\"perspective\":\"self\",\"persona\"", StringComparison.Ordinal));
        var run = await CommandRun.OfAsync("analyze", Write("views.jsonl", string.Join('\n', lines)), "--json");
        var overall = run.Json["criteria"]!["overall"]!;
        Assert.Equal(2, (int)overall["systems"]!["personal"]!["wins"]!); // the people's
        Assert.Equal(2, (int)overall["model_raters"]!["judge"]!["versus_majority"]!["n"]!);
        Assert.Equal(0.5, (double)overall["model_raters"]!["judge"]!["versus_majority"]!["agreement"]!);
        Assert.Equal("third_party", (string?)overall["model_raters"]!["judge"]!["perspective_of_model"]);
    }

    [Fact]
    public async Task Analyze_GzipCsvAndTsv_ReadTheSame()
    {
        const string table = "item,left,right,choice,rater\n1,a,b,left,r\n2,a,b,tie,r\n";
        var csv = await CommandRun.OfAsync("analyze", Write("votes.csv", table), "--json");
        var tsv = await CommandRun.OfAsync("analyze", Write("votes.tsv", table.Replace(',', '\t')), "--json");
        var packed = _folder.Combine("votes.csv.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(table));
        Assert.Equal(csv.Output, tsv.Output);
        Assert.Equal(csv.Output, (await CommandRun.OfAsync("analyze", packed, "--json")).Output);
        Assert.Equal(0.75, (double)csv.Criterion["systems"]!["a"]!["win_rate"]!);
    }

    [Fact]
    public async Task Analyze_Ratings_GiveMeanAndAgreement()
    {
        var run = await CommandRun.OfAsync("analyze", Write("r.csv", "item,rater,value\n1,a,2\n1,b,4\n2,a,3\n2,b,3\n"), "--json");
        Assert.Equal(3, (double)run.Criterion["ratings"]!["mean"]!);
        Assert.NotNull(run.Criterion["agreement"]!["krippendorff_alpha"]!["ratio"]);
        Assert.Empty(run.Criterion["systems"]!.AsObject());
    }

    [Fact]
    public async Task Analyze_Labels_WritesSoftLabels()
    {
        var labels = _folder.Combine("labels.jsonl");
        var run = await CommandRun.OfAsync("analyze", Write("small.jsonl", Small), "--json", "--labels", labels);
        Assert.Equal(labels, (string?)run.Criterion["truth_models"]!["dawid_skene"]!["labels_file"]);
        var rows = (await File.ReadAllLinesAsync(labels)).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["1", "2"], rows.Select(row => (string?)row["item"]));
        Assert.All(rows, row => Assert.Equal(1, row["probability"]!.AsObject().Sum(entry => (double)entry.Value!), 1e-9));
    }

    [Fact]
    public async Task Analyze_Text_IsReadable()
    {
        var run = await CommandRun.OfAsync("analyze", Write("small.jsonl", Small));
        Assert.StartsWith("10 judgments (9 scored, 1 unscored, 1 duplicates dropped) on 2 items by 3 people and 1 models", run.Output, StringComparison.Ordinal);
        Assert.Contains("model rater judge", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad.jsonl", "{\"item\":\"1\",\"choice\":\"left\"}\n{\"item\":\"2\",\"choice\":\"huh\"}", "line 2, field 'choice'")]
    [InlineData("bad.csv", "item,choice\n1,left\n2\n", "line 3")]
    [InlineData("bad.json", "[{\"x\":1}]", "field 'idx'")]
    public async Task Analyze_BadInput_Exits2WithOneLine(string name, string text, string where)
    {
        var run = await CommandRun.OfAsync("analyze", Write(name, text), "--json");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(where, run.Errors, StringComparison.Ordinal);
        Assert.Contains(name, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("analyze", "no-such-file.csv")]
    [InlineData("analyze", "{file}", "--format", "parchment")]
    [InlineData("analyze", "{file}", "--orders", "random")]
    [InlineData("analyze", "{file}", "--only", "everything")]
    [InlineData("analyze", "{file}", "--map", "winner")]
    [InlineData("analyze", "{file}", "--format", "pandalm", "--map", "left=a")]
    [InlineData("analyze", "{file}", "--seed", "soon")]
    [InlineData("analyze")]
    [InlineData("analyse", "x")]
    public async Task Run_BadArguments_Exits2WithOneLine(params string[] args)
    {
        var file = Write("small.jsonl", Small);
        var run = await CommandRun.OfAsync([.. args.Select(arg => arg == "{file}" ? file : arg)]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task Formats_Lists_NameDirectionAndSentence()
    {
        var run = await CommandRun.OfAsync("formats");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith("judgments-jsonl", StringComparison.Ordinal) && line.Contains("reads", StringComparison.Ordinal) && line.TrimEnd().EndsWith('.'));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(false, "serve")]
    [InlineData(false, "--urls", "http://127.0.0.1:0")]
    [InlineData(false, "Workbench:Data=x")]
    [InlineData(true, "analyze", "x")]
    [InlineData(true, "misspelt")]
    [InlineData(true, "--help")]
    public void Handles_FirstArgument_Decides(bool expected, params string[] args) => Assert.Equal(expected, WorkbenchCommands.Handles(args));

    private static (int Left, int Right, int Tie, int None) Majority(CommandRun run)
    {
        var majority = run.Criterion["agreement"]!["majority"]!;
        return ((int)majority["left"]!, (int)majority["right"]!, (int)majority["tie"]!, (int)majority["none"]!);
    }

    private static HashSet<string> Keys(JsonNode node) => [.. node.AsObject().Select(entry => entry.Key)];

    private static HashSet<string> Keys(string names) => [.. names.Split(' ')];

    private string Write(string name, string text)
    {
        var path = _folder.Combine(name);
        File.WriteAllText(path, text);
        return path;
    }
}
