using CsCheck;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

public sealed class TieModelTests
{
    [Fact]
    public void Davidson_TwoSystems_FitsTheObservedShares() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40]).Sample((wins, losses, ties) =>
        {
            // Two free parameters, two free shares: the fit is exact.
            var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b"], [(0, 1, wins, losses, ties)]), new BradleyTerryOptions { Ties = TieModel.Davidson });
            var (a, b) = (ranking.Systems[0].Share!.Value, ranking.Systems[1].Share!.Value);
            var nu = ranking.TieParameter!.Value * Math.Sqrt(a * b);
            Assert.Equal((double)wins / (wins + losses + ties), a / (a + b + nu), 1e-6);
            Assert.Equal((double)ties / (wins + losses + ties), nu / (a + b + nu), 1e-6);
        });

    [Fact]
    public void RaoKupper_TwoSystems_FitsTheObservedShares() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40]).Sample((wins, losses, ties) =>
        {
            var ranking = BradleyTerry.Fit(PairCounts.Of(["a", "b"], [(0, 1, wins, losses, ties)]), new BradleyTerryOptions { Ties = TieModel.RaoKupper });
            var (a, b, theta) = (ranking.Systems[0].Share!.Value, ranking.Systems[1].Share!.Value, ranking.TieParameter!.Value);
            Assert.Equal((double)wins / (wins + losses + ties), a / (a + (theta * b)), 1e-6);
            Assert.Equal((double)losses / (wins + losses + ties), b / (b + (theta * a)), 1e-6);
        });

    [Theory]
    [InlineData(TieModel.Davidson)]
    [InlineData(TieModel.RaoKupper)]
    public void Derivatives_AgreeWithDifferences(TieModel model) =>
        Gen.Select(Gen.Double[-2, 2], Gen.Double[0.2, 1.5], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9]).Sample((d, eta, w, l, t) =>
        {
            const double h = 1e-5;
            double At(double x, double y) => TieLikelihood.Of(model, x, y, w, l, t).Value;
            var exact = TieLikelihood.Of(model, d, eta, w, l, t);
            Assert.Equal((At(d + h, eta) - At(d - h, eta)) / (2 * h), exact.D, 1e-4);
            Assert.Equal((At(d, eta + h) - At(d, eta - h)) / (2 * h), exact.Eta, 1e-4);
            Assert.Equal((TieLikelihood.Of(model, d + h, eta, w, l, t).D - TieLikelihood.Of(model, d - h, eta, w, l, t).D) / (2 * h), -exact.DD, 1e-4);
            Assert.Equal((TieLikelihood.Of(model, d, eta + h, w, l, t).D - TieLikelihood.Of(model, d, eta - h, w, l, t).D) / (2 * h), -exact.DEta, 1e-4);
            Assert.Equal((TieLikelihood.Of(model, d, eta + h, w, l, t).Eta - TieLikelihood.Of(model, d, eta - h, w, l, t).Eta) / (2 * h), -exact.EtaEta, 1e-3);
        });

    [Theory]
    [InlineData(TieModel.Davidson)]
    [InlineData(TieModel.RaoKupper)]
    public void Fit_Food_NoNeighbourIsMoreLikely(TieModel model)
    {
        var counts = PairCounts.From(Food.Set);
        var ranking = BradleyTerry.Fit(counts, new BradleyTerryOptions { Ties = model });
        Assert.True(ranking.Converged);
        double[] parameters = [.. ranking.Systems.Select(system => system.LogStrength.Value!.Value), Math.Log(ranking.TieParameter!.Value)];
        double LogLikelihood(double[] at) => Enumerable.Range(0, counts.PairCount).Sum(pair =>
        {
            var (i, j, wins, losses, ties) = counts[pair];
            var (a, b, x) = (Math.Exp(at[i]), Math.Exp(at[j]), Math.Exp(at[^1]));
            var (pa, pb) = model == TieModel.Davidson
                ? (a / (a + b + (x * Math.Sqrt(a * b))), b / (a + b + (x * Math.Sqrt(a * b))))
                : (a / (a + (x * b)), b / (b + (x * a)));
            return (wins * Math.Log(pa)) + (losses * Math.Log(pb)) + (ties * Math.Log(1 - pa - pb));
        });
        Assert.Equal(LogLikelihood(parameters), ranking.LogLikelihood, 1e-9);
        for (var k = 0; k < parameters.Length; k++)
        {
            foreach (var step in new[] { -0.01, 0.01 })
                Assert.True(LogLikelihood([.. parameters.Select((value, i) => i == k ? value + step : value)]) < ranking.LogLikelihood);
        }

        Assert.All(ranking.Systems, system => Assert.True(system.LogStrength.StandardError is > 0 and < 3));
    }

    [Fact]
    public void Fit_WithoutTies_IsPlainBradleyTerry()
    {
        var counts = PairCounts.Of(["a", "b", "c"], [(0, 1, 5, 3, 0), (1, 2, 4, 2, 0), (0, 2, 3, 3, 0)]);
        Assert.Equal(
            BradleyTerry.Fit(counts).Systems.Select(system => system.Share),
            BradleyTerry.Fit(counts, new BradleyTerryOptions { Ties = TieModel.RaoKupper }).Systems.Select(system => system.Share));
    }

    [Fact]
    public void Fit_ClusteredDavidson_HasIntervalsByPersona()
    {
        var ranking = BradleyTerry.Fit(JudgmentSet.From(RandomGames.Of(1, 3, 300)), new BradleyTerryOptions { Ties = TieModel.Davidson });
        Assert.All(ranking.Systems, system => Assert.Equal("sandwich by persona, t", system.LogStrength.Interval!.Method));
        Assert.True(ranking.TieParameter > 0);
    }
}
