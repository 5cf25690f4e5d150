using CsCheck;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

public sealed class PersonaPoolingTests
{
    private static JudgmentSet Votes(int seed, int personas, int perPersona, double theta, double tau)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var votes = new List<Judgment>();
        for (var p = 0; p < personas; p++)
        {
            var logit = theta + (tau * Normal());
            for (var i = 0; i < perPersona; i++)
                votes.Add(new Judgment { Item = $"{p}-{i}", Left = "personal", Right = "generic", Persona = $"p{p}", Choice = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? Choice.Left : Choice.Right });
        }

        return JudgmentSet.From(votes);
    }

    [Fact]
    public void Fit_SimulatedPersonas_FindsCentreAndSpread()
    {
        var fit = PersonaPooling.Fit(Votes(1, 300, 30, 0.5, 1.0), "personal", "generic")!;
        Assert.Equal(0.5, fit.Pooled.Value!.Value, 0.2);
        Assert.Equal(1.0, fit.Tau.Value!.Value, 0.15);
        Assert.True(fit.TauTest.Value < 1e-6);
        Assert.Equal(0.31, fit.ShareAgainst.Value!.Value, 0.06); // Φ(−0.5/1) = 0.3085
        Assert.Equal(300, fit.Personas.Count);
    }

    [Fact]
    public void Fit_EqualPersonas_FindsNoSpread()
    {
        var fit = PersonaPooling.Fit(JudgmentSet.From(Enumerable.Range(0, 40).SelectMany(p => Enumerable.Range(0, 10).Select(i =>
            new Judgment { Item = $"{p}-{i}", Left = "personal", Right = "generic", Persona = $"p{p}", Choice = i < 6 ? Choice.Left : Choice.Right }))), "personal", "generic")!;
        Assert.Equal(0, fit.Tau.Value);
        Assert.Equal(1, fit.TauTest.Value);
        Assert.Equal(Math.Log(0.6 / 0.4), fit.Pooled.Value!.Value, 1e-6);
        Assert.Equal(1 / Math.Sqrt(400 * 0.24), fit.Pooled.StandardError!.Value, 1e-5);
        Assert.Equal(0, fit.ShareAgainst.Value);
    }

    [Fact]
    public void Fit_AnyPersonas_ShrinksTowardsTheCentre() =>
        Gen.Int[0, 500].Sample(seed =>
        {
            var fit = PersonaPooling.Fit(Votes(seed, 25, 12, 0.3, 0.8), "personal", "generic")!;
            foreach (var persona in fit.Personas)
            {
                var raw = Math.Log(persona.RawWinRate / (1 - persona.RawWinRate));
                var (low, high) = (Math.Min(raw, fit.Pooled.Value!.Value) - 1e-6, Math.Max(raw, fit.Pooled.Value.Value) + 1e-6);
                Assert.InRange(persona.Logit.Value!.Value, low, high);
            }

            Assert.InRange(fit.ShareAgainst.Value!.Value, 0, 1);
        }, iter: 20);

    [Fact]
    public void Marginal_Laplace_IsCloseToNumericalIntegration()
    {
        // The obvious way: integrate each persona's likelihood over its effect on a fine grid, and search τ on a grid.
        double[] wins = [7, 2, 9, 4, 10, 1, 6, 8, 5, 3, 9, 2], totals = [.. Enumerable.Repeat(11.0, 12)];
        double Marginal(double theta, double tau) => Enumerable.Range(0, 12).Sum(p =>
        {
            var sum = 0.0;
            for (var z = -6.0; z <= 6; z += 0.02)
            {
                var probability = 1 / (1 + Math.Exp(-(theta + (tau * z))));
                sum += 0.02 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * Math.Pow(probability, wins[p]) * Math.Pow(1 - probability, totals[p] - wins[p]);
            }

            return Math.Log(sum);
        });
        var best = (from theta in Grid(-0.3, 0.5, 0.02) from tau in Grid(0.4, 1.8, 0.04) select (theta, tau, value: Marginal(theta, tau))).MaxBy(entry => entry.value);
        var fit = PersonaPooling.Fit([.. wins.Select((_, i) => $"p{i}")], wins, totals, 0.95);
        Assert.Equal(best.theta, fit.Pooled.Value!.Value, 0.03);
        Assert.Equal(best.tau, fit.Tau.Value!.Value, 0.08);

        static IEnumerable<double> Grid(double from, double to, double step)
        {
            for (var x = from; x <= to; x += step)
                yield return x;
        }
    }

    [Fact]
    public void Fit_Mirror_ChangesTheSign()
    {
        var set = Votes(3, 30, 10, 0.4, 0.7);
        var (a, b) = (PersonaPooling.Fit(set, "personal", "generic")!, PersonaPooling.Fit(set, "generic", "personal")!);
        Assert.Equal(a.Pooled.Value!.Value, -b.Pooled.Value!.Value, 1e-5);
        Assert.Equal(a.Tau.Value!.Value, b.Tau.Value!.Value, 1e-4);
        Assert.Equal(1 - a.ShareAgainst.Value!.Value, b.ShareAgainst.Value!.Value, 1e-4);
    }

    [Fact]
    public void Fit_NoPersonas_GivesNothing() =>
        Assert.Null(PersonaPooling.Fit(Food.Set, "Tacos", "Pizza"));
}
