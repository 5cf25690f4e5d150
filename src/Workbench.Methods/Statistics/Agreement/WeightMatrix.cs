namespace Workbench.Methods.Statistics.Agreement;

internal static class WeightMatrix
{
    /// <summary>q × q agreement weights of the given kind over the category values.</summary>
    internal static double[,] Of(AgreementWeights kind, ReadOnlySpan<double> values)
    {
        var q = values.Length;
        var weights = new double[q, q];
        var low = double.PositiveInfinity;
        var high = double.NegativeInfinity;
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        var range = high - low;
        for (var c = 0; c < q; c++)
        {
            for (var k = 0; k < q; k++)
            {
                var distance = range > 0 ? Math.Abs(values[c] - values[k]) / range : 0;
                weights[c, k] = kind switch
                {
                    AgreementWeights.Identity => c == k ? 1 : 0,
                    AgreementWeights.Linear => 1 - distance,
                    AgreementWeights.Quadratic => 1 - distance * distance,
                    _ => throw new ArgumentOutOfRangeException(nameof(kind)),
                };
            }
        }
        return weights;
    }

    internal static double Sum(double[,] weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        return total;
    }

    internal static string Name(AgreementWeights kind) => kind switch
    {
        AgreementWeights.Identity => "identity",
        AgreementWeights.Linear => "linear",
        AgreementWeights.Quadratic => "quadratic",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
