using System.Globalization;
using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Proportions;
using Workbench.Methods.Statistics.Rankings;
using Workbench.Methods.Statistics.WinRates;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

/// <summary>The options of <c>analyze</c> that choose a method: what they name is what the library gives.</summary>
public sealed class AnalyzeMethodsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bca", WinRateInterval.BootstrapBca)]
    [InlineData("cr1", WinRateInterval.Cr1)]
    [InlineData("independent", WinRateInterval.Independent)]
    public async Task Interval_Named_IsThatOfTheLibrary(string name, WinRateInterval interval)
    {
        var (path, set) = await VotesAsync(ties: true);
        var system = (await CommandRun.OfAsync("analyze", path, "--json", "--interval", name)).Criterion["systems"]!["a"]!;
        Same(ConditionRates.OfAll(set, new() { Interval = interval }).Single(rate => rate.Condition == "a").Rate.Interval!, system["ci"]!, system["ci_method"]!);
    }

    [Theory]
    [InlineData("wilson", ProportionMethod.Wilson)]
    [InlineData("clopper-pearson", ProportionMethod.ClopperPearson)]
    [InlineData("jeffreys", ProportionMethod.Jeffreys)]
    [InlineData("agresti-coull", ProportionMethod.AgrestiCoull)]
    public async Task Interval_Binomial_IsOfTheDecisiveRateWhereThereAreTies(string name, ProportionMethod method)
    {
        var system = (await CommandRun.OfAsync("analyze", (await VotesAsync(ties: true)).Path, "--json", "--interval", name)).Criterion["systems"]!["a"]!;
        var (wins, losses) = ((int)system["wins"]!, (int)system["losses"]!);
        Same(Proportion.Interval(wins, wins + losses, method), system["decisive_ci"]!, system["decisive_ci_method"]!);
        Assert.Null(system["ci"]);
        Assert.Contains(system["warnings"]!.AsArray(), warning => ((string?)warning)!.Contains("with ties the score is not binomial", StringComparison.Ordinal));

        var decided = (await CommandRun.OfAsync("analyze", (await VotesAsync(ties: false)).Path, "--json", "--interval", name)).Criterion["systems"]!["a"]!;
        Same(Proportion.Interval((int)decided["wins"]!, (int)decided["n"]!, method), decided["ci"]!, decided["ci_method"]!);
    }

    [Theory]
    [InlineData("persona+rater", ClusterBy.PersonaAndRater)]
    [InlineData("rater", ClusterBy.Rater)]
    [InlineData("item", ClusterBy.Item)]
    public async Task Cluster_Named_IsThatOfTheLibrary(string name, ClusterBy cluster)
    {
        var (path, set) = await VotesAsync(ties: true);
        var system = (await CommandRun.OfAsync("analyze", path, "--json", "--cluster", name)).Criterion["systems"]!["a"]!;
        Same(ConditionRates.OfAll(set, new() { Cluster = cluster }).Single(rate => rate.Condition == "a").Rate.Interval!, system["ci"]!, system["ci_method"]!);
        Same(BradleyTerry.Fit(set, null, cluster).Find("a")!.LogStrength.Interval!, system["bradley_terry"]!["ci"]!, system["bradley_terry"]!["ci_method"]!);
    }

    [Theory]
    [InlineData("davidson", TieModel.Davidson)]
    [InlineData("rao-kupper", TieModel.RaoKupper)]
    public async Task Ties_Named_AreModelledAndBootstrappedOnRequest(string name, TieModel ties)
    {
        var (path, set) = await VotesAsync(ties: true);
        var row = (await CommandRun.OfAsync("analyze", path, "--json", "--ties", name)).Criterion["systems"]!["a"]!["bradley_terry"]!;
        var options = new BradleyTerryOptions { Ties = ties };
        var fit = BradleyTerry.Fit(set, options);
        Assert.Equal((name, fit.TieParameter!.Value, fit.Find("a")!.LogStrength.Value!.Value), ((string?)row["ties"], (double)row["tie_parameter"]!, (double)row["log_strength"]!));

        var drawn = (await CommandRun.OfAsync("analyze", path, "--json", "--ties", name, "--bt-replicates", "50", "--only", "bradley_terry")).Criterion["systems"]!["a"]!["bradley_terry"]!;
        Same(RankingBootstrap.Fit(set, ClusterBy.Auto, 50, 1, options).Find("a")!.LogStrength.Interval!, drawn["ci"]!, drawn["ci_method"]!);
        Assert.Contains("bootstrap", (string?)drawn["ci_method"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--interval", "wald")]
    [InlineData("--cluster", "country")]
    [InlineData("--ties", "none")]
    [InlineData("--adjust", "sidak")]
    [InlineData("--bt-replicates", "-1")]
    public async Task Option_Unknown_NamesItAndWhatThereIs(string option, string value)
    {
        var run = await CommandRun.OfAsync("analyze", (await VotesAsync(ties: true)).Path, option, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(option + ": ", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Ten items on which three people chose the left. Judge j1 is right on nine, j2 on two of those and on the tenth: 7 and 1.</summary>
    [Fact]
    public async Task ModelPairs_TwoJudges_AreComparedByMcNemar()
    {
        var lines = new List<string> { "item,left,right,choice,rater,rater_kind" };
        for (var item = 0; item < 10; item++)
        {
            lines.AddRange(Enumerable.Range(0, 3).Select(person => $"{item},a,b,left,r{person},human"));
            lines.Add($"{item},a,b,{(item < 9 ? "left" : "right")},j1,model");
            lines.Add($"{item},a,b,{(item is < 2 or 9 ? "left" : "right")},j2,model");
        }

        var path = _folder.Combine("judges.csv");
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        var pair = Assert.Single((await CommandRun.OfAsync("analyze", path, "--json", "--only", "model_pairs")).Criterion["model_pairs"]!.AsArray())!;
        Assert.Equal((10, 7, 1), ((int)pair["n"]!, (int)pair["only_a_right"]!, (int)pair["only_b_right"]!));
        Assert.Equal(2 * (1 + 8) / 256.0, (double)pair["mcnemar_p"]!, 1e-12); // exact: P(X ≤ 1) of eight, doubled
    }

    [Fact]
    public async Task Adjust_Named_AdjustsCriteriaAndPersonas()
    {
        var (path, _) = await VotesAsync(ties: true, criteria: 3);
        var p = await AdjustedAsync("bh");
        Assert.True(p.Zip(await AdjustedAsync("by")).All(pair => pair.First <= pair.Second));
        Assert.True(p.Zip(await AdjustedAsync("holm")).All(pair => pair.First <= pair.Second));

        async Task<double[]> AdjustedAsync(string method)
        {
            var multiplicity = (await CommandRun.OfAsync("analyze", path, "--json", "--only", "multiplicity", "--adjust", method)).Json["multiplicity"]!;
            Assert.Equal(method, (string?)multiplicity["method"]);
            return [.. multiplicity["criteria"]!.AsObject().Select(criterion => (double)criterion.Value!["p_adjusted"]!)];
        }
    }

    [Fact]
    public async Task Agreement_EveryCoefficient_HasItsInterval()
    {
        var agreement = (await CommandRun.OfAsync("analyze", (await VotesAsync(ties: true)).Path, "--json")).Criterion["agreement"]!;
        foreach (var key in new[] { "percent", "gwet_ac1", "gwet_ac2", "fleiss_kappa", "conger_kappa", "brennan_prediger", "unanimous" })
            Assert.InRange((double)agreement[key]!, (double)agreement[key + "_ci"]![0]!, (double)agreement[key + "_ci"]![1]!);
        foreach (var key in new[] { "nominal", "ordinal", "interval" })
            Assert.InRange((double)agreement["krippendorff_alpha"]![key]!, (double)agreement["krippendorff_alpha"]![key + "_ci"]![0]!, (double)agreement["krippendorff_alpha"]![key + "_ci"]![1]!);
        Assert.NotNull(agreement["cohen_kappa"]![0]!["kappa_ci"]);
    }

    private static void Same(Workbench.Methods.Statistics.ConfidenceInterval expected, JsonNode interval, JsonNode method)
    {
        Assert.Equal((expected.Lower, expected.Upper), ((double)interval[0]!, (double)interval[1]!));
        Assert.Equal(expected.Method, (string?)method);
    }

    /// <summary>14 personas with three comparisons each, judged by three of five raters; a wins about two in three.</summary>
    private async Task<(string Path, JudgmentSet Set)> VotesAsync(bool ties, int criteria = 1)
    {
        var random = new Random(8);
        var lines = new List<string> { "item,left,right,choice,rater,persona,criterion" };
        for (var item = 0; item < 42 * criteria; item++)
        {
            for (var vote = 0; vote < 3; vote++)
            {
                var choice = ties && random.NextDouble() < 0.2 ? "tie" : random.NextDouble() < 0.66 - (0.05 * (item % criteria)) ? "left" : "right";
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"i{item},a,b,{choice},r{(item + (2 * vote)) % 5},p{item / criteria / 3},{(item % criteria == 0 ? "overall" : $"c{item % criteria}")}"));
            }
        }

        var path = _folder.Combine($"votes-{ties}-{criteria}.csv");
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        var builder = new JudgmentSetBuilder();
        await using var stream = File.OpenRead(path);
        JudgmentTable.Read(stream, path, ',', FieldMap.None, builder);
        return (path, builder.Build().Resolve());
    }
}
