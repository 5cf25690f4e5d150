using MathNet.Numerics.Distributions;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

/// <summary>Partial pooling again: modes by bisection, the Laplace approximation with a curvature by difference quotients, its maximum by looking around.</summary>
public sealed class SecondPersonaPoolingTests
{
    private static readonly double[] Wins = [7, 2, 9.5, 4, 10, 1, 6, 8, 5, 3.5, 9, 0, 11];
    private static readonly double[] Totals = [11, 11, 11, 9, 11, 7, 11, 11, 6, 11, 11, 5, 11];

    [Fact]
    public void Fit_UnequalPersonas_EqualsTheObviousComputation()
    {
        var fit = PersonaPooling.Fit([.. Wins.Select((_, i) => $"p{i}")], Wins, Totals, 0.9);
        double theta = fit.Pooled.Value!.Value, tau = fit.Tau.Value!.Value, best = Marginal(theta, tau), z = Normal.InvCDF(0, 1, 0.95);
        foreach (var (dTheta, dTau) in new[] { (0.02, 0.0), (-0.02, 0), (0, 0.02), (0, -0.02), (0.02, 0.02), (-0.02, -0.02), (0.5, 0), (-0.5, 0), (0, 1), (0, 0.5 - tau) })
            Assert.True(Marginal(theta + dTheta, tau + dTau) < best);
        // At a maximum both first derivatives vanish.
        Assert.Equal(0, (Marginal(theta + 1e-3, tau) - Marginal(theta - 1e-3, tau)) / 2e-3, 1e-4);
        Assert.Equal(0, (Marginal(theta, tau + 1e-3) - Marginal(theta, tau - 1e-3)) / 2e-3, 1e-4);
        var curvature = (Marginal(theta + 0.01, tau) - (2 * best) + Marginal(theta - 0.01, tau)) / 1e-4;
        Assert.Equal(1 / Math.Sqrt(-curvature), fit.Pooled.StandardError!.Value, 1e-4);
        Assert.Equal(theta - (z * fit.Pooled.StandardError.Value), fit.Pooled.Interval!.Lower, 1e-9);
        Assert.Equal(theta + (z * fit.Pooled.StandardError.Value), fit.Pooled.Interval.Upper, 1e-9);
        var alone = Enumerable.Range(-600, 1201).Max(t => Wins.Select((w, p) => (w * -Math.Log(1 + Math.Exp(-t / 200.0))) - ((Totals[p] - w) * Math.Log(1 + Math.Exp(t / 200.0)))).Sum());
        Assert.Equal(Normal.CDF(0, 1, -Math.Sqrt(2 * (best - alone))), fit.TauTest.Value!.Value, 1e-4);
        var against = 0.0;
        for (var p = 0; p < Wins.Length; p++)
        {
            var mode = theta + Mode(p, theta, tau);
            double Height(double linear) => (Wins[p] * -Math.Log(1 + Math.Exp(-linear))) - ((Totals[p] - Wins[p]) * Math.Log(1 + Math.Exp(linear))) - ((linear - theta) * (linear - theta) / (2 * tau * tau));
            var sd = 1 / Math.Sqrt(-(Height(mode + 1e-3) - (2 * Height(mode)) + Height(mode - 1e-3)) / 1e-6);
            against += Normal.CDF(0, 1, -mode / sd) / Wins.Length;
            var persona = fit.Personas[p];
            Assert.Equal(mode, persona.Logit.Value!.Value, 1e-6);
            Assert.Equal(sd, persona.Logit.StandardError!.Value, 1e-4);
            Assert.Equal(mode - (z * sd), persona.Logit.Interval!.Lower, 1e-3);
            Assert.Equal(mode + (z * sd), persona.Logit.Interval.Upper, 1e-3);
            Assert.Equal(1 / (1 + Math.Exp(-mode)), persona.WinRate, 1e-6);
            Assert.Equal(Wins[p] / Totals[p], persona.RawWinRate, 1e-12);
        }

        Assert.Equal(against, fit.ShareAgainst.Value!.Value, 1e-4);
        Assert.Equal(126, fit.Pooled.N);
        Assert.Empty(fit.Pooled.Warnings);
    }

    [Fact]
    public void Fit_FewPersonas_AreWarnedOfBelowTen()
    {
        Assert.Single(PersonaPooling.Fit([.. Wins.Take(9).Select((_, i) => $"p{i}")], [.. Wins.Take(9)], [.. Totals.Take(9)], 0.95).Pooled.Warnings);
        Assert.Empty(PersonaPooling.Fit([.. Wins.Take(10).Select((_, i) => $"p{i}")], [.. Wins.Take(10)], [.. Totals.Take(10)], 0.95).Pooled.Warnings);
    }

    [Theory]
    [InlineData(3, 1.0)]
    [InlineData(5, 0.5)]
    [InlineData(8, 0.0)]
    public void Fit_EqualPersonas_AreAllAgainstOrForOrEven(int wins, double against) =>
        Assert.Equal(against, PersonaPooling.Fit(["a", "b"], [wins, wins], [10, 10], 0.95).ShareAgainst.Value!.Value, 1e-6);

    [Fact]
    public void Fit_OtherRows_AreLeftOut()
    {
        Judgment Row(int i, string left, string right, Choice choice, string? persona) => new() { Item = $"{i}", Left = left, Right = right, Choice = choice, Persona = persona };
        Judgment[] rows =
        [
            Row(0, "x", "y", Choice.Left, "p"), Row(1, "y", "x", Choice.Left, "p"), Row(2, "x", "y", Choice.Tie, "q"), Row(3, "x", "y", Choice.None, "q"),
            Row(4, "x", "z", Choice.Left, "p"), Row(5, "z", "y", Choice.Left, "p"), Row(6, "z", "x", Choice.Left, "p"), Row(7, "x", "y", Choice.Left, null), Row(8, "y", "z", Choice.Right, "q"),
        ];
        var fit = PersonaPooling.Fit(JudgmentSet.From(rows), "x", "y")!;
        Assert.Equal(["p", "q"], fit.Personas.Select(persona => persona.Persona));
        Assert.Equal([0.5, 0.5], fit.Personas.Select(persona => persona.RawWinRate));
        Assert.Equal([2, 1], fit.Personas.Select(persona => persona.N));
        Assert.Equal(1, fit.Pooled.Unscored);
        Assert.Null(PersonaPooling.Fit(JudgmentSet.From(rows), "x", "x"));
        Assert.Null(PersonaPooling.Fit(JudgmentSet.From(rows), "x", "nobody"));
        Assert.Null(PersonaPooling.Fit(JudgmentSet.From(rows), "nobody", "x"));
    }

    private static double Mode(int p, double theta, double tau)
    {
        double low = -40, high = 40;
        for (var i = 0; i < 200; i++)
        {
            var u = (low + high) / 2;
            var slope = Wins[p] - (Totals[p] / (1 + Math.Exp(-(theta + u)))) - (u / (tau * tau));
            (low, high) = slope > 0 ? (u, high) : (low, u);
        }

        return (low + high) / 2;
    }

    /// <summary>Laplace: height at the mode, times √(2π)·sd of the peak, over √(2π)·τ of the prior.</summary>
    private static double Marginal(double theta, double tau) => Enumerable.Range(0, Wins.Length).Sum(p =>
    {
        double Height(double u) => (Wins[p] * -Math.Log(1 + Math.Exp(-(theta + u)))) - ((Totals[p] - Wins[p]) * Math.Log(1 + Math.Exp(theta + u))) - (u * u / (2 * tau * tau));
        var mode = Mode(p, theta, tau);
        var probability = 1 / (1 + Math.Exp(-(theta + mode)));
        var sd = 1 / Math.Sqrt((Totals[p] * probability * (1 - probability)) + (1 / (tau * tau)));
        return Height(mode) + Math.Log(sd / tau);
    });
}
