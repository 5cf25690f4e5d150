using Workbench.Methods.Statistics.Judges;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Judges;

public sealed class BiasTests
{
    [Fact]
    public void OrderConsistency_HandComputed()
    {
        OrderPair[] pairs =
        [
            new(ShownVerdict.First, ShownVerdict.Second),   // A twice: consistent
            new(ShownVerdict.Tie, ShownVerdict.Tie),        // consistent
            new(ShownVerdict.First, ShownVerdict.First),    // follows the first position
            new(ShownVerdict.First, ShownVerdict.First),
            new(ShownVerdict.Second, ShownVerdict.Second),  // follows the second
            new(ShownVerdict.First, ShownVerdict.Tie),      // follows neither
            new(ShownVerdict.First, ShownVerdict.Unusable), // its usable call still counts for the share
        ];
        var result = OrderConsistency.Compute(pairs);
        Assert.Equal(2.0 / 6, result.Consistency.Value!.Value, 1e-12);
        Assert.Equal(1, result.Consistency.Unscored);
        Assert.Equal((2 - 1) / 4.0, result.PreferenceFairness.Value!.Value, 1e-12);
        Assert.Equal(7.0 / 10, result.FirstPositionShare.Value!.Value, 1e-12);
        Assert.Equal(0.34375, result.FirstPositionPValue, 1e-9); // vectors.json, sign_test 7–3
        Assert.Null(OrderConsistency.Compute([]).Consistency.Value);
    }

    [Theory] // vectors.json, proportion_ci_95, wilson
    [InlineData(0, 10, 0, 0.27753279986288926)]
    [InlineData(7, 10, 0.39677814746114537, 0.8922087325936989)]
    [InlineData(10, 10, 0.7224672001371106, 1)]
    [InlineData(999, 1000, 0.9943574414020421, 0.9998234536293739)]
    public void FirstShare_Wilson_MatchesStatsmodels(int first, int n, double lower, double upper)
    {
        var interval = OrderConsistency.FirstShare(first, n).Interval!;
        Assert.Equal(lower, interval.Lower, 1e-9);
        Assert.Equal(upper, interval.Upper, 1e-9);
    }

    [Fact]
    public void FeaturePreference_LongerWins_AndSidesMayBeSwapped()
    {
        double[] difference = [10, -5, 3, 0, 7], judge = [1, 0, 1, 1, 0.5], human = [1, 1, 0, 0, double.NaN];
        var share = FeaturePreference.Compute("length", difference, judge);
        Assert.Equal((1 + 1 + 1 + 0.5) / 4, share.Value!.Value, 1e-12);
        Assert.Equal(1, share.Excluded);
        var swapped = FeaturePreference.Compute("length", [.. difference.Select(d => -d)], [.. judge.Select(s => 1 - s)]);
        Assert.Equal(share.Value, swapped.Value);
        var gap = FeaturePreference.Gap("length", difference, judge, human);
        Assert.Equal((0 + 1 + 1) / 3.0, gap.Value!.Value, 1e-12); // 1−1, 1−0, 1−0
        Assert.Equal(1, gap.Unscored);
        Assert.Null(FeaturePreference.Compute("length", [0, 0], [1, 0]).Value);
    }

    [Fact]
    public void MentionEffect_MatchesDifferenceOfMeansAndRobustError()
    {
        bool[] mention = [true, true, true, false, false];
        double[] rating = [4, 5, 3, 2, 3];
        var result = MentionEffect.Compute(mention, rating);
        Assert.Equal(4 - 2.5, result.Value!.Value, 1e-12);
        // Influences 0, ⅓, −⅓, ¼, −¼; 5/4 of their squares.
        Assert.Equal(Math.Sqrt(1.25 * (2.0 / 9 + 2.0 / 16)), result.StandardError!.Value, 1e-12);
        Assert.Null(MentionEffect.Compute([true, true], [1, 2]).Value);
        Assert.Null(MentionEffect.Compute(mention, rating, [0, 0, 0, 0, 0]).Interval);
    }

    [Fact]
    public void SelfPreference_HandComputed()
    {
        double[] judge = [1, 1, 0, 1, 0.5, 0, double.NaN], human = [1, 0, 0, 1, 1, 0.5, 1];
        Assert.Equal((0 + 1 + 0 + 0 - 0.5 - 0.5) / 6, SelfPreference.Gap(judge, human).Value!.Value, 1e-12);
        // People prefer own: rows 0, 3, 4 → judge 2 of 3; other: rows 1, 2 → judge 1 of 2.
        var equal = SelfPreference.EqualOpportunity(judge, human);
        Assert.Equal(2.0 / 3 - 0.5, equal.Value!.Value, 1e-12);
        Assert.Null(SelfPreference.EqualOpportunity([1], [1]).Value);
    }

    [Fact]
    public void JudgeHumanGap_BySlice_AveragesToTheWhole()
    {
        double[] judge = [4, 3, 5, 2], human = [3, 3, 4, 3];
        var slices = JudgeHumanGap.BySlice(judge, human, ["b", "a", "b", "a"]);
        Assert.Equal(["a", "b"], slices.Keys);
        Assert.Equal(-0.5, slices["a"].Value);
        Assert.Equal(1, slices["b"].Value);
        Assert.Equal(0.25, JudgeHumanGap.Compute(judge, human).Value);
        Assert.Null(JudgeHumanGap.Compute([], []).Value);
        Assert.Null(JudgeHumanGap.Compute(judge, human, [0, 0, 0, 0]).Interval);
    }

    [Fact]
    public void RoganGladen_CorrectsAndRefusesACoin()
    {
        // Apparent 0.5, se 0.9, sp 0.8: (0.5 + 0.8 − 1) / 0.7.
        var result = RoganGladen.Compute(50, 100, 90, 100, 80, 100);
        Assert.Equal(0.3 / 0.7, result.Value!.Value, 1e-12);
        Assert.True(result.Interval!.Upper - result.Interval.Lower > 0.2);
        Assert.Contains("coin", RoganGladen.Compute(50, 100, 50, 100, 50, 100).UndefinedReason, StringComparison.Ordinal);
        Assert.Null(RoganGladen.Compute(50, 100, 0, 0, 50, 100).Value);
        Assert.Equal(0, RoganGladen.Compute(5, 100, 90, 100, 80, 100).Value); // clamped
        Assert.NotEmpty(RoganGladen.Compute(5, 100, 90, 100, 80, 100).Warnings);
        Assert.Equal(0.7, RoganGladen.Compute(70, 100, 100, 100, 100, 100).Value!.Value, 1e-12); // a perfect judge changes nothing
    }
}
