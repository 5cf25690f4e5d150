using Workbench.Methods.Judgments;
using Workbench.Methods.Metrics;
using Workbench.Methods.Statistics.Clustering;
using Xunit;

namespace Workbench.Methods.Tests.Metrics;

/// <summary>The metrics of agreement and of judges on six comparisons that can be counted by hand.</summary>
public sealed class JudgeMetricTests
{
    // A = persona, B = generic. People r1, r2 and judge m; m saw every comparison in both orders.
    private static readonly JudgmentSet Set = JudgmentSet.From(
    [
        .. Votes("i1", Choice.Left, Choice.Left, Choice.Left, Choice.Right),
        .. Votes("i2", Choice.Left, Choice.Right, Choice.Left, Choice.Right),
        .. Votes("i3", Choice.Right, Choice.Right, Choice.Left, Choice.Right),
        .. Votes("i4", Choice.Tie, Choice.Tie, Choice.Left, Choice.Left),
    ]);

    [Fact]
    public void HumanCeiling_CountsPairsOfPeople()
    {
        var values = Values("human_ceiling");
        Assert.Equal(0.75, values["people"]!.Value, 1e-12); // i1, i3, i4 of four
        Assert.Equal(2.0 / 3, values["people, without ties"]!.Value, 1e-12); // i1, i3 of three
    }

    [Fact]
    public void JudgeAgreement_CountsPairsOfJudgeAndPerson()
    {
        // The judge's verdict by the conservative rule: A, A, A, and a tie where its orders conflict (i4).
        // i1 2 of 2, i2 1 of 2, i3 0 of 2, i4 2 of 2.
        Assert.Equal(5.0 / 8, Values("judge_agreement")["m"]!.Value, 1e-12);
        Assert.Equal(3.0 / 6, Values("judge_agreement")["m, without ties"]!.Value, 1e-12);
    }

    [Fact]
    public void JudgeHumanGap_ComparesWinRatesOnTheSameComparisons()
    {
        // Judge for A: 1, 1, 1, ½; people: 1, ½, 0, ½.
        Assert.Equal(1.5 / 4, Values("judge_human_gap")["m: persona"]!.Value, 1e-12);
        Assert.Equal(-1.5 / 4, Values("judge_human_gap")["m: generic"]!.Value, 1e-12);
    }

    [Fact]
    public void OrderConsistency_CountsKeptVerdictsAndTheLeanOfTheRest()
    {
        Assert.Equal(0.75, Values("order_consistency")["m"]!.Value, 1e-12);
        Assert.Equal(1, Values("order_consistency")["m, preference fairness"]!.Value, 1e-12); // i4: first position twice
    }

    [Fact]
    public void Alpha_AmongPeople_EqualsTheDefinition()
    {
        // Eight answers: A 3, B 3, tie 2. D_o = 2/8; D_e = (2·9 + 2·6 + 2·6)/56.
        Assert.Equal(1 - 0.25 / (42.0 / 56), Values("krippendorff_alpha")["people, nominal"]!.Value, 1e-12);
        Assert.NotNull(MetricCatalog.Find("krippendorff_alpha")!.Compute(Set, MetricOptions.Default).Single(v => v.Subject == "people, nominal").Estimate.Interval);
    }

    [Theory]
    [InlineData(ClusterBy.Auto, 1, "item")]
    [InlineData(ClusterBy.Persona, 1, "item")] // one persona is no ground for clusters
    [InlineData(ClusterBy.Prompt, 1, "prompt")] // as the results page asks within one persona
    [InlineData(ClusterBy.Auto, 2, "persona")]
    [InlineData(ClusterBy.Prompt, 2, "prompt")]
    [InlineData(ClusterBy.None, 2, "item")]
    public void AlphaAndGap_FewPersonas_HaveIntervalsByWhatThereIs(ClusterBy cluster, int personas, string unit)
    {
        Choice[] choices = [Choice.Left, Choice.Right, Choice.Right, Choice.Tie, Choice.Left, Choice.Left];
        var set = JudgmentSet.From(Enumerable.Range(0, 24).SelectMany(i => Votes($"i{i}", choices[i % 6], choices[i * i % 5], choices[(i + 1) % 4], Choice.Right)
            .Select(vote => vote with { Persona = $"p{i % personas}", Prompt = $"q{i % 4}" })));
        var options = MetricOptions.Default with { Cluster = cluster, Replicates = 100 };
        var alpha = MetricCatalog.Find("krippendorff_alpha")!.Compute(set, options).Single(v => v.Subject == "people, nominal").Estimate;
        var gap = MetricCatalog.Find("judge_human_gap")!.Compute(set, options).Single(v => v.Subject == "m: persona").Estimate;
        Assert.Equal($"{unit} bootstrap (percentile)", alpha.Interval!.Method);
        Assert.Equal(unit == "item" ? "t" : $"CR1 by {unit}, t", gap.Interval!.Method);
    }

    [Fact]
    public void Gap_ComparisonsWithoutAPersona_AreClustersOfTheirOwn()
    {
        var set = JudgmentSet.From(Enumerable.Range(0, 24).SelectMany(i => Votes($"i{i}", i % 3 == 0 ? Choice.Right : Choice.Left, Choice.Left, i % 2 == 0 ? Choice.Left : Choice.Right, i % 5 == 0 ? Choice.Left : Choice.Right)
            .Select(vote => vote with { Persona = i < 8 ? $"p{i % 2}" : null })));
        Assert.Equal(18, MetricCatalog.Find("judge_human_gap")!.Compute(set, MetricOptions.Default)[0].Estimate.Clusters);
    }

    [Fact]
    public void AltTest_FewItems_SaysWhatIsMissing()
    {
        var value = MetricCatalog.Find("alt_test")!.Compute(Set, MetricOptions.Default)[0];
        Assert.Equal("m", value.Subject);
        Assert.Contains("30 items", value.Estimate.UndefinedReason, StringComparison.Ordinal);
    }

    private static Dictionary<string, double?> Values(string metric) =>
        MetricCatalog.Find(metric)!.Compute(Set, MetricOptions.Default).ToDictionary(v => v.Subject, v => v.Estimate.Value);

    private static Judgment[] Votes(string item, Choice first, Choice second, Choice judge, Choice judgeSwapped)
    {
        var vote = new Judgment { Item = item, Left = "persona", Right = "generic", Choice = first, Rater = "r1", RaterKind = RaterKind.Human };
        return
        [
            vote, vote with { Choice = second, Rater = "r2" }, vote with { Choice = judge, Rater = "m", RaterKind = RaterKind.Model },
            vote with { Left = "generic", Right = "persona", Choice = judgeSwapped, Rater = "m", RaterKind = RaterKind.Model },
        ];
    }
}
