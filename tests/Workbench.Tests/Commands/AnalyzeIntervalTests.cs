using System.Text.Json.Nodes;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

/// <summary>Which intervals <c>analyze</c> gives, and what it says where one is missing or too narrow.</summary>
public sealed class AnalyzeIntervalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Analyze_RatingsAllAlike_HaveNoInterval()
    {
        // Everybody gives 1 of 5 to both: 0 and 1 are no ends of these scales, and twelve equal numbers no certainty.
        var ratings = (await AnalyzeAsync(Enumerable.Range(0, 24).Select(i =>
            $$"""{"item":"{{i}}","system":"{{(i % 2 == 0 ? "none" : "known")}}","value":1,"persona":"p{{i / 2}}","prompt":"q","rater":"ann","rater_kind":"human"}""")))["ratings"]!;
        foreach (var (part, key, value) in new[] { (ratings, "mean", 1.0), (ratings["systems"]!["none"]!, "mean", 1.0), (ratings["difference"]!, "value", 0.0) })
            Assert.Equal((value, null, "no variation between personas: no interval"), ((double)part[key]!, (string?)part["ci"], (string)part["ci_reason"]!));
    }

    [Fact]
    public async Task Analyze_SelectionProbabilities_GiveTheDecisiveRateItsOwnInterval()
    {
        var plain = await Personal(i => "");
        var weighted = await Personal(i => $$""","selection_probability":0.{{1 + (i % 8)}}""");

        Assert.Equal(("Wilson", plain["wilson"]!.ToJsonString()), ((string)plain["decisive_ci_method"]!, plain["decisive_ci"]!.ToJsonString()));
        Assert.Contains("decisive_win_rate: rows are taken as independent although personas recur: Wilson's interval is too narrow", plain["warnings"]!.AsArray().Select(w => (string)w!));
        Assert.Null(weighted["wilson"]);
        Assert.StartsWith("does not apply: rows are weighted", (string?)weighted["wilson_reason"], StringComparison.Ordinal);
        Assert.Equal("CR1 by persona, t", (string?)weighted["decisive_ci_method"]);
        Assert.InRange((double)weighted["decisive_win_rate"]!, (double)weighted["decisive_ci"]![0]!, (double)weighted["decisive_ci"]![1]!);

        async Task<JsonNode> Personal(Func<int, string> probability) =>
            (await AnalyzeAsync(Enumerable.Range(0, 60).Select(i => Comparison(i, "ann", "human", i % 3 == 0, $"p{i % 12}", probability(i)))))["systems"]!["personal"]!;
    }

    [Theory]
    [InlineData(1, "one human label: no interval")]
    [InlineData(5, "no variation between labels: no interval")]
    public async Task Analyze_LabelsThatSayTooLittle_GivePredictionPoweredMeansNoInterval(int labels, string reason)
    {
        // People always agree, the judge varies.
        var ppi = await PpiAsync(labels, i => true, personas: 0);
        Assert.Equal((null, reason, null, reason), ((string?)ppi["ci"], (string?)ppi["ci_reason"], (string?)ppi["ci_bootstrap_t"], (string?)ppi["ci_bootstrap_t_reason"]));
        Assert.Equal(reason, (string?)Assert.Single(ppi["warnings"]!.AsArray()));
    }

    [Fact]
    public async Task Analyze_FewHumanLabels_GetBootstrapTBesideTheInterval()
    {
        var few = await PpiAsync(29, i => i % 4 != 0, personas: 12);
        Assert.Equal("only 29 human labels: the t interval is too narrow; see the bootstrap-t interval", (string?)Assert.Single(few["warnings"]!.AsArray()));
        Assert.Equal(("CR1 by persona, t", "bootstrap-t by persona"), ((string?)few["ci_method"], (string?)few["ci_bootstrap_t_method"]));
        Assert.InRange((double)few["ppi_plus_plus"]!, (double)few["ci_bootstrap_t"]![0]!, (double)few["ci_bootstrap_t"]![1]!);

        var enough = await PpiAsync(30, i => i % 4 != 0, personas: 12);
        Assert.Equal((null, null), ((string?)enough["ci_bootstrap_t"], (string?)enough["warnings"]));
    }

    [Fact]
    public async Task Analyze_RowsWithoutAPersona_AreNoClusterOfTheIcc()
    {
        string[] known = [.. Enumerable.Range(0, 24).Select(i => Comparison(i, "ann", "human", i % 3 == 0, $"p{i % 5}"))];
        string[] nobodys = [.. Enumerable.Range(24, 100).Select(i => Comparison(i, "ann", "human", i % 3 == 0, null))];
        var alone = (await AnalyzeAsync(known))["annotators"]!["icc_persona"]!;
        var mixed = (await AnalyzeAsync([.. known, .. nobodys]))["annotators"]!["icc_persona"]!;
        Assert.Equal(((double)alone["value"]!, 24, 5, 100), ((double)mixed["value"]!, (int)mixed["n"]!, (int)mixed["clusters"]!, (int)mixed["excluded"]!));
    }

    [Theory]
    [InlineData(1, "item")] // one persona is no ground for clusters
    [InlineData(2, "persona")]
    public async Task Analyze_GapOfAJudge_IsClusteredByTwoPersonasOrMore(int personas, string unit)
    {
        var lines = Enumerable.Range(0, 20).SelectMany(i => new[]
        {
            Comparison(i, "ann", "human", i % 3 == 0, i < 16 ? $"p{i % personas}" : null), Comparison(i, "judge", "model", i % 2 == 0, i < 16 ? $"p{i % personas}" : null),
        });
        var gap = (await AnalyzeAsync(lines))["model_raters"]!["judge"]!["gap"]!;
        Assert.Equal(unit == "item" ? "t" : "CR1 by persona, t", (string?)gap["ci_method"]);
        Assert.Equal(unit == "item" ? null : 6, (int?)gap["clusters"]); // the four comparisons of nobody are clusters of their own
    }

    private async Task<JsonNode> PpiAsync(int labels, Func<int, bool> left, int personas)
    {
        string? Persona(int i) => personas == 0 ? null : $"p{i % personas}";
        var criterion = await AnalyzeAsync(Enumerable.Range(0, 50).Select(i => Comparison(i, "judge", "model", i % 3 != 0, Persona(i)))
            .Concat(Enumerable.Range(0, labels).Select(i => Comparison(i, "ann", "human", left(i), Persona(i)))));
        var ppi = criterion["model_raters"]!["judge"]!["ppi"]!;
        Assert.Equal(labels, (int)ppi["labelled_n"]!);
        return ppi;
    }

    private static string Comparison(int item, string rater, string kind, bool left, string? persona, string more = "") =>
        $$"""{"item":"{{item}}","left":"generic","right":"personal","choice":"{{(left ? "left" : "right")}}","rater":"{{rater}}","rater_kind":"{{kind}}"{{(persona is null ? "" : ",\"persona\":\"" + persona + "\"")}}{{more}}}""";

    private async Task<JsonNode> AnalyzeAsync(IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.Path, "rows.jsonl");
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        var run = await CommandRun.OfAsync("analyze", path, "--json", "--seed", "3");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Criterion;
    }
}
