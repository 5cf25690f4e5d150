using Workbench.Methods.Judgments;
using Workbench.Methods.Metrics;
using Workbench.Methods.Statistics.Tests;
using Xunit;

namespace Workbench.Methods.Tests.Metrics;

/// <summary>The metrics that describe a study's judging, on data that can be counted by hand.</summary>
public sealed class StudyMetricTests
{
    private static Judgment Row(string item, string rater, Choice choice, string persona = "p1", bool swapped = false) => new()
    {
        Item = item,
        Rater = rater,
        Choice = choice,
        Persona = persona,
        Left = swapped ? "b" : "a",
        Right = swapped ? "a" : "b",
    };

    private static Dictionary<string, Methods.Statistics.Estimate> Values(string metric, params Judgment[] rows) =>
        MetricCatalog.Find(metric)!.Compute(JudgmentSet.From(rows), MetricOptions.Default).ToDictionary(v => v.Subject, v => v.Estimate);

    [Fact]
    public void SideShare_CountsSidesAsShown()
    {
        var values = Values(
            "side_share",
            Row("1", "r1", Choice.Left), Row("1", "r2", Choice.Left, swapped: true), Row("2", "r1", Choice.Left), Row("2", "r2", Choice.Right), Row("3", "r1", Choice.Tie), Row("3", "r2", Choice.None));
        Assert.Equal(0.75, values["people"].Value!.Value, 1e-12); // left, left, left, right
        Assert.Equal((4, 2), (values["people"].N, values["people"].Excluded));
        Assert.Equal(0.625, values["people, chance of so uneven a share"].Value!.Value, 1e-12); // 2 · (1 + 4)/16
        var resolved = MetricCatalog.Find("side_share")!.Compute(JudgmentSet.From([Row("1", "r1", Choice.Left)]).Resolve(), MetricOptions.Default);
        Assert.Equal("the sides as shown are no longer known", resolved[0].Estimate.UndefinedReason);
    }

    [Fact]
    public void DesignEffect_VotesThatAgree_ByHand()
    {
        // Items (1,1), (0,0), (1,0): MSB = 2·(¼ + ¼ + 0)/2 = ½, MSW = ½/3 = 1/6; ICC = (½ − 1/6)/(½ + 1/6) = ½; deff = 1 + (2 − 1)·½.
        var values = Values(
            "design_effect",
            Row("1", "r1", Choice.Left), Row("1", "r2", Choice.Right, swapped: true), Row("2", "r1", Choice.Right), Row("2", "r2", Choice.Right), Row("3", "r1", Choice.Left), Row("3", "r2", Choice.Right));
        Assert.Equal(0.5, values["ICC by comparison"].Value!.Value, 1e-12);
        Assert.Equal(1.5, values["design effect by comparison"].Value!.Value, 1e-12);
        Assert.Equal("fewer than two clusters", values["ICC by persona"].UndefinedReason);
    }

    [Fact]
    public void DesignEffect_RowsWithoutAPersona_AreNoClusterOfTheirOwn()
    {
        // Personas (1,0) and (1,1): MSB = ¼, MSW = ¼ … and three rows that nobody owns.
        Judgment[] known = [Row("1", "r1", Choice.Left, "p1"), Row("2", "r1", Choice.Right, "p1"), Row("3", "r1", Choice.Left, "p2"), Row("4", "r1", Choice.Left, "p2")];
        var icc = Values("design_effect", [.. known, .. Enumerable.Range(5, 3).Select(i => Row($"{i}", "r1", Choice.Right) with { Persona = null })])["ICC by persona"];
        Assert.Equal(Values("design_effect", known)["ICC by persona"].Value, icc.Value);
        Assert.Equal((4, 2, 3), (icc.N, icc.Clusters!.Value, icc.Excluded));
    }

    [Fact]
    public void AverageWinRate_UnscoredRows_AreCounted()
    {
        var values = Values("average_win_rate", Row("1", "r1", Choice.Left, "p1"), Row("2", "r1", Choice.Right, "p2"), Row("3", "r1", Choice.None, "p3"));
        Assert.Equal((2, 1, 2), (values["a"].N, values["a"].Unscored, values["a"].Clusters!.Value));
        // ½ ± t(1) · √(2 · 2 · (½ · ½)²) = ½ ± 6.35: the whole range.
        Assert.Equal((0, 1, "CR1 by persona, t"), (values["a"].Interval!.Lower, values["a"].Interval!.Upper, values["a"].Interval!.Method));
    }

    [Fact]
    public void SelfConsistency_RepeatsOfPeople_ByHand()
    {
        var values = Values("self_consistency", Row("1", "r1", Choice.Left), Row("1", "r1", Choice.Right, swapped: true), Row("2", "r2", Choice.Left), Row("2", "r2", Choice.Left, swapped: true));
        Assert.Equal(0.5, values["people"].Value!.Value, 1e-12);
        Assert.False(values.ContainsKey("models"));
    }

    [Fact]
    public void PersonasBelowHalf_CountsPersonas()
    {
        var values = Values(
            "personas_below_half",
            Row("1", "r", Choice.Left, "p1"), Row("2", "r", Choice.Left, "p1"), Row("3", "r", Choice.Right, "p2"), Row("4", "r", Choice.Right, "p2"), Row("5", "r", Choice.Tie, "p3"), Row("6", "r", Choice.Left, "p4", swapped: true));
        Assert.Equal(2 / 4.0, values["a vs b"].Value!.Value, 1e-12); // p2 and p4; p3 is undecided
        Assert.Equal("1", values["a vs b"].Settings["undecided"]);
        Assert.Equal(["personas with a win rate below one half", "personas with a win rate below one half, corrected for noise", "spread of personas' win rates"], values.Values.Select(value => value.Method));
    }

    /// <summary>The condition that others are held against comes second whatever its name: else a reader takes its followers for the others'.</summary>
    [Theory]
    [InlineData(null, "a vs b", 1)]
    [InlineData("a", "b vs a", 3)]
    [InlineData("b", "a vs b", 1)]
    public void PersonaShares_Baseline_StandsSecond(string? baseline, string subject, int preferSecond)
    {
        // p1 to p3 prefer a, p4 prefers b.
        var set = JudgmentSet.From(new[] { "p1", "p2", "p3", "p4" }.SelectMany(persona => Enumerable.Range(0, 6).Select(i => Row($"{persona}{i}", "r", persona == "p4" ? Choice.Right : Choice.Left, persona))));
        var options = new MetricOptions { Baseline = baseline };
        Workbench.Methods.Statistics.Estimate Of(string name) => MetricCatalog.All.Single(metric => metric.Name == name).Compute(set, options).Single(value => value.Subject == subject).Estimate;

        Assert.Equal(preferSecond / 4.0, Of("personas_below_half").Value!.Value, 1e-12);
        Assert.Equal(preferSecond > 2, Of("persona_share_against").Value > 0.5);
    }

    [Fact]
    public void Trinomial_IsTheTestOfTheCounts()
    {
        var values = Values("trinomial_test", Row("1", "r", Choice.Left), Row("2", "r", Choice.Left), Row("3", "r", Choice.Right), Row("4", "r", Choice.Tie), Row("5", "r", Choice.None));
        Assert.Equal(TrinomialTest.TwoSided(2, 1, 1).Value, values["a vs b"].Value);
        Assert.Equal(SignTest.TwoSided(2, 1).Value, values["a vs b, ties split"].Value); // one odd tie is dropped
        Assert.Equal(1, values["a vs b"].Unscored);
    }
}
