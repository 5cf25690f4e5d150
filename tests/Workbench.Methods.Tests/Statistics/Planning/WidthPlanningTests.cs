using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Planning;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Planning;

public sealed class WidthPlanningTests
{
    [Theory]
    [InlineData(100, 0.10, 0.05, 400)] // half the width: four times as many
    [InlineData(100, 0.05, 0.05, 100)]
    [InlineData(100, 0.05, 0.10, 25)]
    [InlineData(7, 0.10, 0.07, 15)] // 7 / 0.49 = 14.3
    [InlineData(50, 0, 0.05, 0)]
    public void Needed_ByHand_IsTheSquareOfTheRatio(int n, double half, double target, int expected) =>
        Assert.Equal(expected, WidthPlanning.Needed(n, half, target));

    [Fact]
    public void NeededInSameClusters_ByHand_SolvesTheModel()
    {
        // n 100, G 10, ρ 0.2: design effect 1 + 9·0.2 = 2.8; S = 100·0.01/2.8 = 0.35714; floor² = S·0.2/10 = 0.0071429.
        Assert.Equal(Math.Sqrt(1 / 2.8 * 0.2 / 10), WidthPlanning.Floor(100, 0.10, 10, 0.2), 1e-12);
        // target 0.09: S·0.8/(0.0081 − 0.0071429) = 298.5.
        Assert.Equal(299, WidthPlanning.NeededInSameClusters(100, 0.10, 10, 0.2, 0.09));
        Assert.Null(WidthPlanning.NeededInSameClusters(100, 0.10, 10, 0.2, 0.08));
        // Without a cluster effect both answers are the same; a negative correlation counts as none.
        Assert.Equal(WidthPlanning.Needed(100, 0.10, 0.04), WidthPlanning.NeededInSameClusters(100, 0.10, 10, 0, 0.04));
        Assert.Equal(WidthPlanning.Needed(100, 0.10, 0.04), WidthPlanning.NeededInSameClusters(100, 0.10, 10, -0.1, 0.04));
        // What is there already is what is needed for the width that is there already.
        Assert.Equal(100, WidthPlanning.NeededInSameClusters(100, 0.10, 10, 0.2, 0.10));
    }

    [Fact]
    public void Needed_BadInput_SaysWhich()
    {
        Assert.Equal("n", Assert.Throws<ArgumentOutOfRangeException>(() => WidthPlanning.Needed(0, 0.1, 0.1)).ParamName);
        Assert.Equal("target", Assert.Throws<ArgumentOutOfRangeException>(() => WidthPlanning.Needed(1, 0.1, 0)).ParamName);
        Assert.Equal("halfWidth", Assert.Throws<ArgumentOutOfRangeException>(() => WidthPlanning.Needed(1, -0.1, 0.1)).ParamName);
        Assert.Equal("clusters", Assert.Throws<ArgumentOutOfRangeException>(() => WidthPlanning.Floor(1, 0.1, 1, 0)).ParamName);
    }

    /// <summary>Clusters whose win rates are 0.4 or 0.8 with equal chance: ρ = 0.04/0.24 = 1/6. Widths are medians over 400 simulated studies.</summary>
    [Fact]
    public void Needed_SimulatedStudies_ReachTheWidth()
    {
        const double Rho = 1 / 6.0;
        const double Target = 0.07;
        var now = MedianHalfWidth(clusters: 24, size: 8, seed: 1);

        var inMoreClusters = WidthPlanning.Needed(24 * 8, now, Target);
        Assert.InRange(MedianHalfWidth(clusters: inMoreClusters / 8, size: 8, seed: 2), 0.92 * Target, 1.05 * Target);

        const double Wider = 0.095;
        var inTheSame = WidthPlanning.NeededInSameClusters(24 * 8, now, 24, Rho, Wider)!.Value;
        Assert.InRange(MedianHalfWidth(clusters: 24, size: (int)Math.Round(inTheSame / 24.0), seed: 3), 0.95 * Wider, 1.05 * Wider);

        // A hundred times as many judgments of the same clusters end at the floor.
        Assert.InRange(MedianHalfWidth(clusters: 24, size: 800, seed: 4, studies: 100) / WidthPlanning.Floor(24 * 8, now, 24, Rho), 0.95, 1.08);
    }

    private static double MedianHalfWidth(int clusters, int size, long seed, int studies = 400)
    {
        var widths = new double[studies];
        for (var study = 0; study < studies; study++)
        {
            var random = new ReplicateRandom(seed, study);
            var scores = new double[clusters * size];
            var cluster = new int[scores.Length];
            for (var g = 0; g < clusters; g++)
            {
                var rate = random.NextDouble() < 0.5 ? 0.4 : 0.8;
                for (var i = 0; i < size; i++)
                    (cluster[g * size + i], scores[g * size + i]) = (g, random.NextDouble() < rate ? 1 : 0);
            }
            var interval = ScoreMean.Cr1(ClusterSums.From(scores, cluster), "persona").Interval!;
            widths[study] = (interval.Upper - interval.Lower) / 2;
        }
        Array.Sort(widths);
        return widths[studies / 2];
    }
}
