using MathNet.Numerics.Distributions;
using Workbench.Methods.Metrics.Tasks;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Association;
using Workbench.Methods.Statistics.Judges;
using Xunit;

namespace Workbench.Methods.Tests.Statistics;

/// <summary>Standard errors and bounds worked out by hand on tiny data, one for each kind of interval.</summary>
public sealed class StandardErrorTests
{
    [Fact]
    public void RoganGladen_DeltaMethod()
    {
        const double Pi = 0.3 / 0.7;
        var expected = Math.Sqrt((0.5 * 0.5 / 100 + Pi * Pi * 0.9 * 0.1 / 200 + (1 - Pi) * (1 - Pi) * 0.8 * 0.2 / 50) / 0.49);
        var result = RoganGladen.Compute(50, 100, 180, 200, 40, 50);
        Assert.Equal(expected, result.StandardError!.Value, 1e-12);
        Assert.Equal(Pi - Normal.InvCDF(0, 1, 0.975) * expected, result.Interval!.Lower, 1e-12);
        Assert.Equal(Pi + Normal.InvCDF(0, 1, 0.975) * expected, result.Interval.Upper, 1e-12);
    }

    [Fact]
    public void SelfPreference_TwoIndependentShares()
    {
        // People prefer own three times (judge 2 of 3), the other twice (1 of 2).
        var result = SelfPreference.EqualOpportunity([1, 1, 0, 1, 0], [1, 1, 1, 0, 0]);
        Assert.Equal(Math.Sqrt(2.0 / 3 / 3 / 3 + 0.25 / 2), result.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Auroc_DeLong()
    {
        // Placements of right 0.9, 0.6 among wrong 0.7, 0.2: 1, ½; of wrong among right: ½, 1. Both variances ⅛.
        var result = Calibration.Auroc([0.9, 0.6, 0.7, 0.2], [true, true, false, false]);
        Assert.Equal(0.75, result.Value!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(0.125 / 2 + 0.125 / 2), result.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Pearson_FisherZ()
    {
        double[] x = [1, 2, 2, 3, 4, 5, 5, 6], y = [2, 1, 3, 3, 5, 4, 6, 6];
        var result = RankCorrelation.Pearson(x, y);
        var z = Math.Atanh(result.Value!.Value);
        var half = Normal.InvCDF(0, 1, 0.975) / Math.Sqrt(5);
        Assert.Equal(Math.Tanh(z - half), result.Interval!.Lower, 1e-12);
        Assert.Equal(Math.Tanh(z + half), result.Interval.Upper, 1e-12);
    }

    [Fact]
    public void VoteAgreement_Cr1OverItems()
    {
        // Agreeing pairs 1, 1, 0 of 3, 3, 1: R = 2/7.
        var result = VoteAgreement.Within(RatingTable.FromRows([[0, 2, 1], [0, 1, 0], [1, 1, null]], 3), VoteSetup.WithTies);
        const double R = 2.0 / 7;
        var expected = Math.Sqrt(1.5 * ((1 - 3 * R) * (1 - 3 * R) * 2 + R * R)) / 7;
        Assert.Equal(expected, result.StandardError!.Value, 1e-12);
        Assert.Equal(R + StudentT.InvCDF(0, 1, 2, 0.975) * expected, result.Interval!.Upper, 1e-9);
        Assert.Equal("0.2222222222222222", result.Settings["item_weighted"]);
    }

    [Fact]
    public void Brier_OrdinaryT()
    {
        // Squared errors 0.01, 0.04, 0.25.
        double[] squares = [0.01, 0.04, 0.25];
        var mean = squares.Average();
        var sd = Math.Sqrt(squares.Sum(s => (s - mean) * (s - mean)) / 2);
        Assert.Equal(sd / Math.Sqrt(3), Calibration.Brier([0.9, 0.2, 0.5], [true, false, true]).StandardError!.Value, 1e-12);
    }

    [Fact]
    public void RootMeanSquared_IntervalOfTheMeanSquare()
    {
        var result = RatingErrors.RootMeanSquared([1, 2, 4, 4], [1, 3, 3, 6]); // squares 0, 1, 1, 4
        var sd = Math.Sqrt((1.5 * 1.5 + 0.5 * 0.5 * 2 + 2.5 * 2.5) / 3);
        Assert.Equal(Math.Sqrt(1.5 + StudentT.InvCDF(0, 1, 3, 0.975) * sd / 2), result.Interval!.Upper, 1e-9);
        Assert.Equal(0, result.Interval.Lower, 1e-12);
        Assert.Equal(sd / 2 / (2 * Math.Sqrt(1.5)), result.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Level_Wider_WidensEveryInterval()
    {
        double Width(double level) => VoteAgreement.Within(RatingTable.FromRows([[0, 1, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]], 2), VoteSetup.WithTies, level: level).Interval is { } ci ? ci.Upper - ci.Lower : 0;
        Assert.True(Width(0.8) < Width(0.95));
        Assert.True(CohenKappa.Compute([0, 1, 1, 0, 1], [0, 1, 0, 0, 1], 2, level: 0.8).Interval!.Lower > CohenKappa.Compute([0, 1, 1, 0, 1], [0, 1, 0, 0, 1], 2).Interval!.Lower);
    }
}
