using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Tasks;

/// <summary>Errors of predicted ratings: RMSE and MAE, in points of the rating scale.</summary>
/// <remarks>Rows with NaN on a side are unscored; undefined without scored rows. Assumes independent rows.</remarks>
public static class RatingErrors
{
    /// <summary>Mean absolute error, <c>mean |ŷ − y|</c>, t interval.</summary>
    /// <param name="predicted">Predictions.</param>
    /// <param name="actual">True ratings.</param>
    public static Estimate MeanAbsolute(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual) =>
        ClusteredMean.Compute("MAE", Errors(predicted, actual, Math.Abs), [], "row", 0.95, "no row has both a prediction and a rating", 0);

    /// <summary>Root mean squared error, <c>√mean (ŷ − y)²</c>; the interval is that of the mean square, square-rooted.</summary>
    /// <param name="predicted">Predictions.</param>
    /// <param name="actual">True ratings.</param>
    public static Estimate RootMeanSquared(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        var squared = ClusteredMean.Compute("RMSE", Errors(predicted, actual, e => e * e), [], "row", 0.95, "no row has both a prediction and a rating", 0);
        if (squared.Value is not { } mean)
            return squared;
        return squared with
        {
            Value = Math.Sqrt(mean),
            StandardError = mean > 0 ? squared.StandardError / (2 * Math.Sqrt(mean)) : squared.StandardError,
            Interval = squared.Interval is { } ci ? ci with { Lower = Math.Sqrt(ci.Lower), Upper = Math.Sqrt(ci.Upper), Method = "t on the mean square" } : null,
        };
    }

    private static double[] Errors(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual, Func<double, double> loss)
    {
        if (predicted.Length != actual.Length)
            throw new ArgumentException("Each rating needs a prediction.", nameof(predicted));
        var errors = new double[predicted.Length];
        for (var i = 0; i < errors.Length; i++)
            errors[i] = loss(predicted[i] - actual[i]);
        return errors;
    }
}
