using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

/// <summary>The parts of <c>analyze</c> about annotators, texts, personas and several criteria, on a file that can be counted by hand.</summary>
public sealed class AnalyzeRatersAndTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Four personas with one comparison each, personal against generic, ann and bea on all; the judge is named like the system it prefers.
    /// Personal is longer in items 1 to 3 (20 against 10) and shorter in item 4 (10 against 20).
    /// ann: personal, personal, personal, generic; bea: personal, generic, tie, generic; judge: personal, personal, tie, personal.
    /// </summary>
    private static string Small()
    {
        string[][] choices = [["P", "P", "P"], ["P", "G", "P"], ["P", "T", "T"], ["G", "G", "P"]];
        string[] raters = ["ann", "bea", "personal"];
        return string.Join('\n', Enumerable.Range(0, 12).Select(i =>
        {
            var (item, rater) = (i / 3, i % 3);
            var swapped = rater == 1;
            var (personal, generic) = item == 3 ? (10, 20) : (20, 10);
            var choice = choices[item][rater] switch { "T" => "tie", "P" => swapped ? "right" : "left", _ => swapped ? "left" : "right" };
            return JsonSerializer.Serialize(new
            {
                item = $"{item + 1}",
                left = swapped ? "generic" : "personal",
                right = swapped ? "personal" : "generic",
                choice,
                rater = raters[rater],
                rater_kind = rater == 2 ? "model" : "human",
                persona = $"p{item + 1}",
                persona_items = item + 1,
                left_length = swapped ? generic : personal,
                right_length = swapped ? personal : generic,
                certainty = rater == 2 ? 90 - item : (int?)null,
            });
        }));
    }

    private async Task<CommandRun> SmallAsync(params string[] more)
    {
        var path = _folder.Combine("small.jsonl");
        await File.WriteAllTextAsync(path, Small(), TestContext.Current.CancellationToken);
        return await CommandRun.OfAsync(["analyze", path, "--json", .. more]);
    }

    [Fact]
    public async Task Annotators_EachPerson_IsCountedByHand()
    {
        var annotators = (await SmallAsync("--only", "annotators")).Criterion["annotators"]!;
        var (ann, bea) = (annotators["raters"]!["ann"]!, annotators["raters"]!["bea"]!);
        Assert.Equal(["ann", "bea"], annotators["raters"]!.AsObject().Select(entry => entry.Key));
        // ann sees personal at the left: left, left, left, right. bea sees it at the right: right, left, tie, left.
        Assert.Equal((4, 0.75), ((int)ann["n"]!, (double)ann["left_share"]!));
        Assert.Equal(0.625, (double)ann["left_share_p"]!, 1e-9); // 2 · (1 + 4)/16
        Assert.Equal((3, 2 / 3.0), ((int)bea["left_share_n"]!, (double)bea["left_share"]!));
        Assert.Equal(0.5, (double)ann["agreement_with_rest"]!); // items 1 and 4 of four
        Assert.Equal("no item was judged twice", (string?)ann["self_consistency_reason"]);
        Assert.Empty(ann["flags"]!.AsArray());
        Assert.Equal(4, (int)ann["anomaly"]!["votes"]!);
        // Generic sorts first; its scores by item are (0,0), (0,1), (0,½), (1,1), mean 7/16. MSW = (½ + 1/8)/4.
        // MSB = 2 · Σ (item mean − 7/16)² / 3 with means 0, ½, ¼, 1.
        double[] means = [0, 0.5, 0.25, 1];
        var between = 2 * means.Sum(m => (m - (7 / 16.0)) * (m - (7 / 16.0))) / 3;
        var within = 0.625 / 4;
        var icc = (between - within) / (between + within);
        Assert.Equal(icc, (double)annotators["icc"]!["value"]!, 1e-9);
        Assert.Equal(1 + icc, (double)annotators["design_effect"]!, 1e-9);
        Assert.Equal((0.1, 5, 1), ((double)annotators["anomaly_test"]!["alpha"]!, (int)annotators["anomaly_test"]!["looks"]!, (int)annotators["anomaly_test"]!["seed"]!));
    }

    [Fact]
    public async Task ModelRaters_BiasesAndGap_AreCountedByHand()
    {
        var judge = (await SmallAsync("--only", "model_raters")).Criterion["model_raters"]!["personal"]!;
        // Generic by the judge: 0, 0, ½, 0; by people: 0, ½, ¼, 1.
        Assert.Equal("generic", (string?)judge["gap"]!["of"]);
        Assert.Equal(0.125 - 0.4375, (double)judge["gap"]!["value"]!, 1e-12);
        Assert.Equal("no persona has 10 comparisons that both judged", (string?)judge["gap"]!["by_persona_reason"]);
        Assert.Equal((0.25, 0.125), ((double)judge["tie_rate"]!["judge"]!, (double)judge["tie_rate"]!["people"]!));
        // The longer text won by the judge: 1, 1, ½, 0; by people: 1, ½, ¾, 1.
        Assert.Equal(0.625, (double)judge["length_bias"]!["judge"]!["value"]!, 1e-12);
        Assert.Equal(0.8125, (double)judge["length_bias"]!["people"]!["value"]!, 1e-12);
        Assert.Equal(0.625 - 0.8125, (double)judge["length_bias"]!["gap"]!["value"]!, 1e-12);
        // The judge bears the name of a system: own is personal. It wins 1, 1, ½, 1 by the judge, 1, ½, ¾, 0 by people.
        Assert.Equal(["personal"], judge["self_preference"]!["own"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(0.875 - 0.5625, (double)judge["self_preference"]!["gap"]!["value"]!, 1e-12);
        // Decisive verdicts: items 1, 2, 4, none for generic. People are decisive on 1, 3 and 4; of those the judge is on 1 and 4.
        Assert.Equal((1, 2), ((int)judge["rogan_gladen"]!["ties_left_out"]!, (int)judge["rogan_gladen"]!["calibration_n"]!));
        Assert.Equal((0.0, 1.0), ((double)judge["rogan_gladen"]!["sensitivity"]!, (double)judge["rogan_gladen"]!["specificity"]!));
        Assert.Null(judge["rogan_gladen"]!["value"]);
        Assert.StartsWith("no texts to find mentions in", (string?)judge["mention_bias"]!["gap_reason"], StringComparison.Ordinal);
        // A majority of people on items 1 and 4 (2 is split, 3 is split): certainty 90 right, 87 wrong.
        var points = judge["risk_coverage"]!["points"]!.AsArray();
        Assert.Equal([(0.9, 0.5, 1.0), (0.87, 1.0, 0.5)], points.Select(p => ((double)p!["threshold"]!, (double)p["coverage"]!, (double)p["accuracy"]!)));
    }

    [Fact]
    public async Task JudgeFamilies_OtherSystem_IsItsOwnToo_AndUnknownNamesAreErrors()
    {
        var judge = (await SmallAsync("--only", "self_preference", "--judge-families", "personal=generic")).Criterion["model_raters"]!["personal"]!;
        // Both systems are its own now: nothing is left to compare.
        Assert.Null(judge["self_preference"]);
        Assert.StartsWith("no comparison of a text by personal or generic", (string?)judge["self_preference_reason"], StringComparison.Ordinal);
        foreach (var (families, message) in new[] { ("nobody=generic", "no rater 'nobody'"), ("personal=nothing", "no system 'nothing'"), ("personal", "'personal' is no family") })
        {
            var run = await SmallAsync("--judge-families", families);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        }

        Assert.Contains("no system 'x'", (await SmallAsync("--baseline", "x")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Personas_GenericByItsName_IsWhatTheOthersStandAgainst()
    {
        var criterion = (await SmallAsync("--only", "personas,cold_start")).Criterion;
        var pair = criterion["personas"]!.AsArray().Single()!;
        Assert.Equal(("personal", "generic", 4), ((string)pair["condition"]!, (string)pair["against"]!, (int)pair["personas"]!));
        // By persona, people only: 2/2, 1/2, 1.5/2, 0/2; one of four below one half, one undecided.
        Assert.Equal("people", (string?)pair["raters_are"]);
        Assert.Equal((0.25, 1), ((double)pair["share_against_observed"]!, (int)pair["undecided"]!));
        Assert.Equal(0.75, (double)pair["by_persona"]!["p3"]!["win_rate"]!, 1e-12);
        Assert.InRange((double)pair["by_persona"]!["p4"]!["pooled_win_rate"]!, 0.01, 4.5 / 8); // drawn towards the average of 4.5/8
        var cold = criterion["cold_start"]!.AsArray().Single()!;
        Assert.Equal([1.0, 0.5, 0.75, 0.0], cold["points"]!.AsArray().Select(p => (double)p!["win_rate"]!));
        Assert.True((double)cold["trend"]! < 0);
        var turned = (await SmallAsync("--only", "personas", "--baseline", "personal")).Criterion["personas"]!.AsArray().Single()!;
        Assert.Equal("generic", (string?)turned["condition"]);
    }

    [Fact]
    public async Task LengthControl_LongerTextsWin_TakesSomeOfTheWinRateAway()
    {
        var run = await SmallAsync("--only", "systems,covariates");
        var human = run.Criterion["by_rater_kind"]!["human"]!;
        var plain = (double)human["systems"]!["personal"]!["win_rate"]!;
        Assert.Equal(4.5 / 8, plain, 1e-12);
        var controlled = (double)human["systems"]!["personal"]!["length_controlled_win_rate"]!["value"]!;
        Assert.True(controlled < plain);
        Assert.Equal(1, controlled + (double)human["systems"]!["generic"]!["length_controlled_win_rate"]!["value"]!, 1e-9);
        Assert.True((double)human["covariates"]!["length"]!["value"]! > 0);
        Assert.StartsWith("no texts", (string?)human["covariates"]!["markdown_reason"], StringComparison.Ordinal);
        Assert.NotNull(human["covariates"]!["side"]!["odds_ratio"]);
    }

    [Fact]
    public async Task Multiplicity_TwoCriteria_AreAdjustedByHolm()
    {
        static string Line(int item, string criterion, string choice) => $$"""{"item":"{{item}}","left":"a","right":"b","choice":"{{choice}}","criterion":"{{criterion}}","rater":"r{{item}}"}""";
        var lines = Enumerable.Range(0, 8).SelectMany(item => new[] { Line(item, "overall", item < 8 ? "left" : "right"), Line(item, "tone", item < 7 ? "left" : "right") });
        var path = _folder.Combine("two.jsonl");
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        var multiplicity = (await CommandRun.OfAsync("analyze", path, "--json", "--only", "multiplicity")).Json["multiplicity"]!;
        Assert.Equal("holm", (string?)multiplicity["method"]);
        // 8–0: 2/256; 7–1: 2 · 9/256. Holm: the smaller twice, the larger once.
        Assert.Equal(2 / 256.0, (double)multiplicity["criteria"]!["overall"]!["p"]!, 1e-9);
        Assert.Equal(4 / 256.0, (double)multiplicity["criteria"]!["overall"]!["p_adjusted"]!, 1e-9);
        Assert.Equal(18 / 256.0, (double)multiplicity["criteria"]!["tone"]!["p_adjusted"]!, 1e-9);
    }

    [Fact]
    public async Task TruthModels_AllFour_NameEachRatersCompetence()
    {
        var models = (await SmallAsync("--only", "truth_models")).Criterion["truth_models"]!;
        foreach (var model in new[] { "dawid_skene", "one_coin", "mace", "glad" })
            Assert.Equal(["ann", "bea"], models[model]!["competence"]!.AsObject().Select(entry => entry.Key));
    }

    [Fact]
    public async Task TruthModels_ManyRatings_OnlyOnRequest()
    {
        var path = _folder.Combine("many.csv");
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, 6000).Select(i => $"{i / 3},a,b,{(i % 2 == 0 ? "left" : "right")},r{i % 3}").Prepend("item,left,right,choice,rater"), TestContext.Current.CancellationToken);
        var models = (await CommandRun.OfAsync("analyze", path, "--json")).Criterion["truth_models"]!;
        Assert.NotNull(models["dawid_skene"]!["iterations"]);
        Assert.Equal("more than 5000 ratings: ask with --only one_coin", (string?)models["one_coin_reason"]);
        var asked = (await CommandRun.OfAsync("analyze", path, "--json", "--only", "one_coin")).Criterion["truth_models"]!;
        Assert.NotNull(asked["one_coin"]!["iterations"]);
    }

    [Fact]
    public async Task Text_NewParts_AreTablesToRead()
    {
        var path = _folder.Combine("small.jsonl");
        await File.WriteAllTextAsync(path, Small(), TestContext.Current.CancellationToken);
        var text = (await CommandRun.OfAsync("analyze", path)).Output;
        foreach (var part in new[] { "annotators: 2 people", "personas: personal against generic", "cold start: personal against generic", "covariates: log odds", "multiplicity: generic against personal", "length_bias" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Contains("mention_bias: none (no texts to find mentions in", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NullNumbers_InEveryNewPart_CarryAReason()
    {
        Walk((await SmallAsync()).Json, "");

        static void Walk(JsonNode node, string at)
        {
            if (node is JsonArray array)
            {
                foreach (var entry in array.OfType<JsonNode>())
                    Walk(entry, at);
            }

            foreach (var (key, value) in node as JsonObject ?? [])
            {
                if (value is not null)
                    Walk(value, $"{at}/{key}");
                else if (key is not ("ci_method" or "clusters"))
                    Assert.False(string.IsNullOrWhiteSpace((string?)node[key + "_reason"]), $"{at}/{key}");
            }
        }
    }
}
