using System.Globalization;
using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Planning;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Planning;

public sealed class SecondPlanningTests
{
    [Fact]
    public void OneWay_RandomScores_EqualsTheAnalysisOfVarianceWrittenOut() =>
        Gen.Select(Gen.Int[-1, 6], Gen.Int[0, 4]).Array[2, 24].Sample(rows =>
        {
            var actual = IntraclassCorrelation.OneWay([.. rows.Select(r => r.Item1 < 0 ? double.NaN : r.Item1)], [.. rows.Select(r => r.Item2)]);
            var used = rows.Where(r => r.Item1 >= 0).Select(r => (Y: (double)r.Item1, G: r.Item2)).ToArray();
            var groups = used.GroupBy(r => r.G).Select(g => g.Select(r => r.Y).ToArray()).ToArray();
            int n = used.Length, k = groups.Length;
            Assert.Equal(rows.Length - n, actual.Unscored);
            if (k < 2 || n == k)
            {
                Assert.Equal(k < 2 ? "fewer than two clusters" : "every cluster has one score", actual.UndefinedReason);
                return;
            }

            var grand = used.Average(r => r.Y);
            var within = groups.Sum(g => g.Sum(y => Math.Pow(y - g.Average(), 2))) / (n - k);
            var between = groups.Sum(g => g.Length * Math.Pow(g.Average() - grand, 2)) / (k - 1);
            var size = (n - groups.Sum(g => (double)g.Length * g.Length) / n) / (k - 1);
            if (within == 0 && between == 0)
            {
                Assert.Equal("no variation", actual.UndefinedReason);
                return;
            }

            Assert.Equal((between - within) / (between + (size - 1) * within), actual.Value!.Value, 1e-9);
            Assert.Equal(n, actual.N);
            Assert.Equal(k, actual.Clusters);
            Assert.Equal((double)n / k, double.Parse(actual.Settings["mean_cluster_size"], CultureInfo.InvariantCulture), 1e-9);
            Assert.Equal((between - within) / size, double.Parse(actual.Settings["variance_between"], CultureInfo.InvariantCulture), 1e-9);
            Assert.Equal(
                within == 0 ? ["no variation within personas: no interval"]
                    : groups.Select(g => g.Length).Distinct().Count() > 1 ? [$"only {k} clusters (persona): the interval is rough", "clusters of unequal size: the interval is approximate"]
                    : [$"only {k} clusters (persona): the interval is rough"],
                actual.Warnings);
            Assert.Equal(within == 0, actual.Interval is null);
            if (within == 0)
                return;
            double Bound(double probability)
            {
                var f = between / within / FisherSnedecor.InvCDF(k - 1, n - k, probability);
                return (f - 1) / (f + size - 1);
            }

            Assert.Equal(Math.Max(-1, Bound(0.975)), actual.Interval!.Lower, 1e-9);
            Assert.Equal(Math.Min(1, Bound(0.025)), actual.Interval.Upper, 1e-9);
        }, iter: 400);

    [Fact]
    public void Pilot_RandomScores_EqualsTheFormulas() =>
        Gen.Select(Gen.Int[-1, 2], Gen.Int[0, 3], Gen.Int[0, 2]).Array[6, 30].Sample(rows =>
        {
            double[] scores = [.. rows.Select(r => r.Item1 < 0 ? double.NaN : r.Item1 / 2.0)];
            if (scores.All(double.IsNaN))
                return;
            var pilot = PilotComponents.From(scores, [.. rows.Select(r => r.Item2)], [.. rows.Select(r => r.Item3)]);
            double wins = rows.Count(r => r.Item1 == 2), losses = rows.Count(r => r.Item1 == 0), ties = rows.Count(r => r.Item1 == 1);
            Assert.Equal(Math.Log((wins + 0.5) / (losses + 0.5)), pilot.LogOdds, 1e-9);
            Assert.Equal(ties / (wins + losses + ties), pilot.TieRate, 1e-9);
            var decisive = rows.Where(r => r.Item1 is 0 or 2).ToArray();
            Assert.Equal(Spread([.. decisive.Select(r => r.Item2)]), pilot.PersonaSpread, 1e-9);
            Assert.Equal(Spread([.. decisive.Select(r => r.Item3)]), pilot.RaterSpread, 1e-9);

            double Spread(int[] clusters)
            {
                var icc = Math.Min(0.95, Math.Max(0, IntraclassCorrelation.OneWay([.. decisive.Select(r => r.Item1 / 2.0)], clusters).Value ?? 0));
                return Math.Sqrt(icc / (1 - icc)) * Math.PI / Math.Sqrt(3);
            }
        }, iter: 200);

    [Fact]
    public void Pilot_NothingScored_IsRefused() => Assert.Throws<ArgumentException>(() => PilotComponents.From([double.NaN], [0], [0]));

    /// <summary>The same stream of random numbers, the studies written out as lists of votes and tested by the sandwich of a mean.</summary>
    [Fact]
    public void Simulation_FewStudies_EqualsThemWrittenOut()
    {
        var (pilot, plan) = (new PilotComponents(0.5, 0.25, 0.8, 0.6), new StudyPlan(7, 3, 2, 4));
        var critical = StudentT.InvCDF(0, 1, 6, 0.95);
        var significant = 0;
        for (var study = 0; study < 600; study++)
        {
            var random = new ReplicateRandom(11, study);
            double[] lean = [.. Enumerable.Range(0, 4).Select(_ => 0.6 * random.NextNormal())];
            var pool = new List<int> { 0, 1, 2, 3 };
            var means = new double[7];
            for (var persona = 0; persona < 7; persona++)
            {
                var own = 0.5 + 0.8 * random.NextNormal();
                var votes = new List<double>();
                for (var item = 0; item < 3; item++)
                {
                    for (var vote = 0; vote < 2; vote++)
                    {
                        var at = vote + random.Next(4 - vote);
                        (pool[vote], pool[at]) = (pool[at], pool[vote]);
                        votes.Add(random.NextDouble() < 0.25 ? 0.5 : random.NextDouble() < 1 / (1 + Math.Exp(-(own + lean[pool[vote]]))) ? 1 : 0);
                    }
                }

                means[persona] = votes.Average();
            }

            var error = Math.Sqrt(means.Sum(m => Math.Pow(m - means.Average(), 2)) / 6 / 7);
            significant += Math.Abs(means.Average() - 0.5) >= critical * error && means.Average() != 0.5 ? 1 : 0;
        }

        Assert.Equal(significant / 600.0, PowerSimulation.Run(pilot, plan, seed: 11, studies: 600, alpha: 0.1).Value);
        Assert.InRange(significant, 50, 550);
    }

    [Fact]
    public void Simulation_EdgesOfAPlan_AreHandled()
    {
        var sure = new PilotComponents(50, 0, 0, 0);
        Assert.Equal(1, PowerSimulation.Run(sure, new StudyPlan(2, 1, 1, 1), 1, 20).Value); // every score is 1: no spread, and not one half
        Assert.Equal(0, PowerSimulation.Run(new PilotComponents(0, 1, 0, 0), new StudyPlan(2, 1, 1, 1), 1, 20).Value); // ties only: exactly one half
        Assert.Throws<ArgumentException>(() => PowerSimulation.Run(sure, new StudyPlan(2, 1, 2, 1), 1, 20));
        Assert.NotNull(PowerSimulation.Run(sure, new StudyPlan(2, 1, 2, 2), 1, 20).Value);
    }

    [Fact]
    public void ExactSize_AnyEffect_IsTheFirstNumberThatReachesThePower()
    {
        foreach (var rate in new[] { 0.6, 0.75, 0.9, 0.99 })
        {
            var size = SignTestPlanning.ExactSize(rate);
            Assert.Equal(Enumerable.Range(1, size).First(n => SignTestPlanning.ExactPower(n, rate) >= 0.8), size);
        }
    }

    [Theory]
    [InlineData(0, 0.05, 0.8)]
    [InlineData(1, 0.05, 0.8)]
    [InlineData(0.6, 0, 0.8)]
    [InlineData(0.6, 1, 0.8)]
    [InlineData(0.6, 0.05, 0)]
    [InlineData(0.6, 0.05, 1)]
    public void NormalSize_RatesOutsideTheirRange_AreRefused(double rate, double alpha, double power) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTestPlanning.NormalSize(rate, alpha, power));

    [Fact]
    public void HalfWidth_DesignEffectAndShare_EnterUnderTheRoot()
    {
        Assert.Equal(1.959963984540054 * Math.Sqrt(0.3 * 0.7 * 1.6 / 50), SignTestPlanning.HalfWidth(50, 0.3, designEffect: 1.6), 1e-9);
        Assert.Equal(1.6448536269514722 * Math.Sqrt(0.25 / 50), SignTestPlanning.HalfWidth(50, level: 0.9), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTestPlanning.Planned(10, -0.1));
        Assert.Equal(10, SignTestPlanning.Planned(10, 0));
    }

    [Fact]
    public void ExactPower_LevelThatIsReachedExactly_Counts()
    {
        // Five of five has p = 2/32 = 0.0625: significant at exactly that level.
        Assert.Equal(Math.Pow(0.9, 5) + Math.Pow(0.1, 5), SignTestPlanning.ExactPower(5, 0.9, 0.0625), 1e-12);
        Assert.Equal(24, new StudyPlan(4, 3, 2, 9).Judgments);
    }
}
