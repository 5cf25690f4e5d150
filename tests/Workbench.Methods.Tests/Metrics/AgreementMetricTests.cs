using Workbench.Methods.Judgments;
using Workbench.Methods.Metrics;
using Workbench.Methods.Statistics;
using Xunit;

namespace Workbench.Methods.Tests.Metrics;

/// <summary>The metrics of agreement and of ratings, on data that can be counted by hand.</summary>
public sealed class AgreementMetricTests
{
    /// <summary>Two raters on four comparisons: first, first, second, tie and first, second, second, tie. Three of four agree.</summary>
    private static readonly JudgmentSet Votes = JudgmentSet.From(new (string Item, Choice One, Choice Two)[]
    {
        ("1", Choice.Left, Choice.Left), ("2", Choice.Left, Choice.Right), ("3", Choice.Right, Choice.Right), ("4", Choice.Tie, Choice.Tie),
    }.SelectMany(item => new[] { Vote(item.Item, "r1", item.One), Vote(item.Item, "r2", item.Two) }));

    private static Judgment Vote(string item, string rater, Choice choice) => new() { Item = item, Left = "a", Right = "b", Choice = choice, Rater = rater };

    [Theory]
    [InlineData("conger_kappa", "people", (0.75 - 0.3125) / (1 - 0.3125))] // p_e = ½·¼ + ¼·½ + ¼·¼
    [InlineData("fleiss_kappa", "people", (0.75 - (22 / 64.0)) / (42 / 64.0))] // π = 3/8, 3/8, 2/8
    [InlineData("brennan_prediger", "people", (0.75 - 0.25) / 0.75)] // four answers could be given
    [InlineData("brennan_prediger", "people, quadratic weights", 0.25)] // on −1, 0, 1: Σw = 6, p_e = 6/9
    [InlineData("gwet_ac1", "people, AC2 (quadratic weights)", (0.75 - (42 / 64.0)) / (22 / 64.0))] // Σw/(q(q − 1)) = 1
    public void Agreement_FourComparisons_ByHand(string metric, string subject, double expected)
    {
        var value = Values(metric, Votes)[subject];
        Assert.Equal(expected, value.Value!.Value, 1e-12);
        Assert.Equal(8, value.N); // answers
    }

    [Fact]
    public void Models_AreCalledWhatTheyAre()
    {
        var set = JudgmentSet.From(Votes.Rater.ToArray().Select((rater, row) => Vote(Votes.Items[Votes.Item[row]], Votes.Raters[rater], Votes.Choice[row]) with { RaterKind = RaterKind.Model }));
        foreach (var metric in new[] { "gwet_ac1", "side_share", "krippendorff_alpha", "conger_kappa", "self_consistency" })
            Assert.All(MetricCatalog.Find(metric)!.Compute(set, new() { Models = "simulated raters" }), value => Assert.StartsWith("simulated raters", value.Subject, StringComparison.Ordinal));
    }

    /// <summary>Three personas, one prompt each: A is rated 2, 3 and 1 above B; one rating of A stands alone.</summary>
    private static readonly JudgmentSet Ratings = JudgmentSet.From(
    [
        Rating("p1", "A", 5), Rating("p1", "A", 4), Rating("p1", "B", 2.5), Rating("p2", "A", 5), Rating("p2", "B", 2), Rating("p3", "A", 2), Rating("p3", "B", 1), Rating("p4", "A", 5),
    ]);

    private static Judgment Rating(string persona, string system, double value) => new()
    {
        Item = persona + system,
        Rater = $"r{value}",
        Persona = persona,
        Prompt = "q",
        Value = JudgmentValue.Of(value),
        Extra = new Dictionary<string, System.Text.Json.JsonElement> { ["system"] = System.Text.Json.JsonSerializer.SerializeToElement(system) },
    };

    [Theory]
    [InlineData(null, "A minus B", 2)]
    [InlineData("B", "A minus B", 2)]
    [InlineData("A", "B minus A", -2)]
    public void RatingDifference_WithinPersonaAndPrompt_ByHand(string? baseline, string subject, double expected)
    {
        var values = Values("rating_difference", Ratings, new() { Baseline = baseline });
        Assert.Equal((expected, 3, "points"), (values[subject].Value!.Value, values[subject].N, values[subject].Unit));
        // Three differences of one sign: two of the eight patterns of signs are as extreme.
        Assert.Equal(0.25, values[$"{subject}, chance of so large a difference"].Value!.Value, 1e-12);
    }

    [Fact]
    public void MeanRating_EachCondition_ByHand()
    {
        var values = Values("mean_rating", Ratings);
        Assert.Equal((21 / 5.0, 5.5 / 3), (values["A"].Value!.Value, values["B"].Value!.Value));
        Assert.Equal((5, "persona"), (values["A"].N, values["A"].ClusterUnit));
    }

    [Fact]
    public void SignFlips_ThreePersonasOfOneMind_AreTwoOfEightPatterns()
    {
        var set = JudgmentSet.From(Enumerable.Range(0, 12).Select(i => Vote($"{i}", "r", Choice.Left) with { Persona = $"p{i % 3}" }));
        var value = Values("sign_flip_test", set)["a vs b"];
        Assert.Equal((2 / 8.0, "persona"), (value.Value!.Value, value.ClusterUnit));
    }

    private static Dictionary<string, Estimate> Values(string metric, JudgmentSet set, MetricOptions? options = null) =>
        MetricCatalog.Find(metric)!.Compute(set, options ?? MetricOptions.Default).ToDictionary(value => value.Subject, value => value.Estimate);
}
