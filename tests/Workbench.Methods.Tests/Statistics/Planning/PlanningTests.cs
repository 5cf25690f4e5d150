using CsCheck;
using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Planning;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Planning;

public sealed class PlanningTests
{
    [Theory] // vectors.json, sample_size_sign_test_alpha05_power80
    [InlineData(0.55, 783, 786)]
    [InlineData(0.6, 194, 199)]
    [InlineData(0.65, 85, 90)]
    [InlineData(0.7, 47, 49)]
    [InlineData(0.75, 29, 30)]
    [InlineData(0.8, 20, 20)]
    public void Size_Golden_MatchesReference(double winRate, int normal, int exact)
    {
        Assert.Equal(normal, SignTestPlanning.NormalSize(winRate));
        Assert.Equal(exact, SignTestPlanning.ExactSize(winRate));
        Assert.Equal(normal, SignTestPlanning.NormalSize(1 - winRate));
    }

    [Fact]
    public void ExactPower_SmallN_EqualsSumOverSignificantOutcomes() =>
        Gen.Int[1, 40].Select(Gen.Double[0.05, 0.95]).Sample((n, p) =>
        {
            var sum = 0.0;
            for (var k = 0; k <= n; k++)
            {
                var tail = Enumerable.Range(0, n + 1).Where(j => Binomial.PMF(0.5, n, j) <= Binomial.PMF(0.5, n, k) * (1 + 1e-9)).Sum(j => Binomial.PMF(0.5, n, j));
                if (tail <= 0.05)
                    sum += Binomial.PMF(p, n, k);
            }
            Assert.Equal(sum, SignTestPlanning.ExactPower(n, p), 1e-9);
        }, iter: 200);

    [Fact]
    public void ExactPower_NoEffect_StaysBelowAlpha()
    {
        for (var n = 1; n < 200; n++)
            Assert.True(SignTestPlanning.ExactPower(n, 0.5) <= 0.05);
        Assert.Equal(0, SignTestPlanning.ExactPower(5, 0.9)); // 2/32 > 0.05: nothing is significant
    }

    [Fact]
    public void Planned_TiesAndClustering_Multiply()
    {
        Assert.Equal(1.6, DesignEffect.Compute(3, 0.3), 1e-12); // methods.md 4.17
        Assert.Equal((int)Math.Ceiling(194 * 1.6 / 0.75), SignTestPlanning.Planned(194, 0.25, 1.6));
        Assert.Equal(194, SignTestPlanning.Planned(194));
        Assert.Equal(62.5, DesignEffect.EffectiveN(100, 3, 0.3), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTestPlanning.Planned(10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTestPlanning.NormalSize(0.5));
    }

    [Theory] // methods.md 4.17
    [InlineData(100, 0.098)]
    [InlineData(400, 0.049)]
    [InlineData(1000, 0.031)]
    public void HalfWidth_AtOneHalf_MatchesReference(int n, double expected) =>
        Assert.Equal(expected, SignTestPlanning.HalfWidth(n), 5e-4);

    [Fact] // Shrout, Fleiss (1979), table 2: 6 targets × 4 judges, ICC(1,1) = .17
    public void OneWay_ShroutFleiss_MatchesPaper()
    {
        double[] scores = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7];
        int[] clusters = [.. Enumerable.Range(0, 24).Select(i => i / 4)];
        var icc = IntraclassCorrelation.OneWay(scores, clusters, "target");
        Assert.Equal(0.1657, icc.Value!.Value, 1e-4);
        Assert.Equal(-0.13, icc.Interval!.Lower, 0.01); // table 5: −.13 … .72
        Assert.Equal(0.72, icc.Interval.Upper, 0.01);
        Assert.Equal(icc.Value!.Value, IntraclassCorrelation.OneWay([.. scores.Reverse()], [.. clusters.Reverse()]).Value!.Value, 1e-12);
        Assert.Equal(icc.Value!.Value, IntraclassCorrelation.OneWay([.. scores.Select(s => 3 * s - 7)], clusters).Value!.Value, 1e-12);
    }

    [Fact]
    public void OneWay_Degenerate_IsUndefined()
    {
        Assert.Null(IntraclassCorrelation.OneWay([1, 2, 3], [0, 0, 0]).Value);
        Assert.Null(IntraclassCorrelation.OneWay([1, 2, 3], [0, 1, 2]).Value);
        Assert.Null(IntraclassCorrelation.OneWay([1, 1, 1, 1], [0, 0, 1, 1]).Value);
        var same = IntraclassCorrelation.OneWay([1, 1, 2, 2], [0, 0, 1, 1]);
        Assert.Equal(1, same.Value!.Value, 1e-12);
        Assert.Equal((null, "no variation within personas: no interval"), (same.Interval, Assert.Single(same.Warnings)));
        Assert.Empty(IntraclassCorrelation.OneWay([.. Enumerable.Range(0, 20).Select(i => i * i % 7.0)], [.. Enumerable.Range(0, 20).Select(i => i / 2)]).Warnings); // ten clusters are enough
    }

    [Fact]
    public void Simulation_IndependentDraws_AgreesWithExactPower()
    {
        // One comparison a persona and no spread: the t test of 199 independent outcomes at p = .6 has power near .8.
        var pilot = new PilotComponents(Math.Log(0.6 / 0.4), 0, 0, 0);
        var power = PowerSimulation.Run(pilot, new StudyPlan(199, 1, 1, 1), seed: 4);
        Assert.Equal(0.8, power.Value!.Value, 0.035);
        Assert.Equal(power.Value, PowerSimulation.Run(pilot, new StudyPlan(199, 1, 1, 1), seed: 4).Value);
    }

    [Fact]
    public void Simulation_NoEffect_KeepsItsLevelUnderPersonaSpread_AndPowerGrowsWithPersonas()
    {
        var none = PowerSimulation.Run(new PilotComponents(0, 0.2, 1, 0), new StudyPlan(30, 6, 1, 10), seed: 4);
        Assert.Equal(0.05, none.Value!.Value, 0.02);
        var few = PowerSimulation.Run(new PilotComponents(0.5, 0.2, 1, 0.3), new StudyPlan(10, 6, 3, 10), seed: 4).Value;
        var many = PowerSimulation.Run(new PilotComponents(0.5, 0.2, 1, 0.3), new StudyPlan(40, 6, 3, 10), seed: 4).Value;
        Assert.True(many > few + 0.2);
        Assert.Null(PowerSimulation.Run(new PilotComponents(0, 0, 0, 0), new StudyPlan(1, 5, 1, 1), seed: 4).Value);
    }

    [Fact]
    public void From_SimulatedPilot_RecoversComponents()
    {
        var random = new Random(6);
        List<double> scores = [];
        List<int> personas = [], raters = [];
        for (var persona = 0; persona < 300; persona++)
        {
            var own = 0.4 + Normal.Sample(random, 0, 1.2);
            for (var i = 0; i < 12; i++)
            {
                personas.Add(persona);
                raters.Add(random.Next(20));
                scores.Add(random.NextDouble() < 0.25 ? 0.5 : random.NextDouble() < 1 / (1 + Math.Exp(-own)) ? 1 : 0);
            }
        }
        var pilot = PilotComponents.From(scores, personas, raters);
        Assert.Equal(0.25, pilot.TieRate, 0.03);
        Assert.Equal(0.35, pilot.LogOdds, 0.2); // marginal, a little below 0.4; the personas' mean alone has an error of 0.07
        Assert.InRange(pilot.PersonaSpread, 0.85, 1.35);
        Assert.InRange(pilot.RaterSpread, 0, 0.2);
    }
}
