using Workbench.Methods.Statistics.Planning;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Planning;

public sealed class JudgmentBudgetTests
{
    private static readonly JudgmentBudget Usual = new() { WinRate = 0.6, TieRate = 0.2, RatersPerItem = 3, Icc = 0.3 };

    [Fact]
    public void Budget_ByHand_FollowsTheSpecification()
    {
        // methods.md 4.17: p = 0.6 needs 194 by the normal approximation, 199 exactly; three votes at ICC 0.3 give 1.6.
        Assert.Equal((194, 199), (Usual.Normal, Usual.Exact));
        Assert.Equal(1.6, Usual.DesignEffect, 1e-12);
        Assert.Equal(398, Usual.Judgments); // 199 · 1.6 / 0.8
        Assert.Equal(133, Usual.Comparisons); // ⌈398 / 3⌉
    }

    [Theory] // methods.md 4.17: ±9.8, ±4.9, ±3.1 points
    [InlineData(100, 0.098)]
    [InlineData(400, 0.049)]
    [InlineData(1000, 0.031)]
    public void HalfWidth_IndependentJudgments_MatchesTheSpecification(int comparisons, double expected)
    {
        var budget = new JudgmentBudget { WinRate = 0.6 };
        Assert.Equal(expected, budget.HalfWidth(comparisons), 0.0005);
        var needed = budget.JudgmentsFor(expected);
        Assert.True(budget.HalfWidth(needed) <= expected && budget.HalfWidth(needed - 1) > expected);
    }

    [Fact]
    public void JudgmentsFor_DesignEffect_MultipliesThem()
    {
        Assert.Equal(385, new JudgmentBudget { WinRate = 0.6 }.JudgmentsFor(0.05)); // 1.96² / (4 · 0.05²) = 384.1
        Assert.Equal(615, Usual.JudgmentsFor(0.05)); // 384.15 · 1.6 = 614.6
        Assert.Throws<ArgumentOutOfRangeException>(() => Usual.JudgmentsFor(0.5));
    }

    [Fact]
    public void Detectable_MoreJudgments_FindsSmallerEffects()
    {
        Assert.Equal(0.6, Usual.Detectable(388)); // 194 · 1.6 / 0.8
        Assert.Equal(0.61, Usual.Detectable(387));
        Assert.Null(Usual.Detectable(3));
    }

    [Fact]
    public void Exact_TinyEffect_IsLeftToTheNormalSize()
    {
        var tiny = new JudgmentBudget { WinRate = 0.51 };
        Assert.Null(tiny.Exact);
        Assert.Equal(tiny.Normal, tiny.Judgments);
    }

    [Fact]
    public void SimulatedSize_FoundPersonas_ReachThePowerAndFewerDoNot()
    {
        var pilot = new PilotComponents(Math.Log(0.65 / 0.35), 0.2, 0.5, 0.3);
        var plan = new StudyPlan(8, 4, 2, 12);
        var found = SimulatedSize.Personas(pilot, plan, 0.8, seed: 3, studies: 400)!.Value;
        Assert.True(found.Power.Value >= 0.8);
        Assert.True(PowerSimulation.Run(pilot, plan with { Personas = found.Personas / 2 }, seed: 3, studies: 400).Value < 0.8);
        Assert.Equal(found, SimulatedSize.Personas(pilot, plan, 0.8, seed: 3, studies: 400)!.Value with { Power = found.Power });
    }
}
