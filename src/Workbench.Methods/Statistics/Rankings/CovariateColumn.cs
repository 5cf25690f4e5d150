namespace Workbench.Methods.Statistics.Rankings;

/// <summary>A feature of a comparison, as the difference left minus right, one value a row of the set.</summary>
/// <param name="Name">What it is, e.g. <c>side</c>, <c>length</c>, <c>headers</c>, <c>attribute mention</c>.</param>
/// <param name="Values">The differences; NaN leaves the row out.</param>
public sealed record CovariateColumn(string Name, IReadOnlyList<double> Values)
{
    /// <summary>Side: +1 in every row, so that its coefficient is the log odds that the left side gains by standing there.</summary>
    /// <param name="rows">Number of rows.</param>
    public static CovariateColumn Side(int rows) => new("side", [.. Enumerable.Repeat(1.0, rows)]);

    /// <summary>Length: <c>tanh((len_left − len_right)/sd)</c>, sd that of the differences (Dubois et al. 2024, arXiv 2404.04475).</summary>
    /// <param name="left">Lengths at the left, in any unit.</param>
    /// <param name="right">Lengths at the right, in the same unit.</param>
    public static CovariateColumn Length(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        double[] differences = [.. left.Zip(right, (a, b) => a - b)];
        double[] known = [.. differences.Where(double.IsFinite)];
        var sd = known.Length < 2 ? 0 : Quantile.StandardDeviation(known);
        return new CovariateColumn("length", [.. differences.Select(d => sd > 0 ? Math.Tanh(d / sd) : double.IsFinite(d) ? 0 : double.NaN)]);
    }

    /// <summary>A density such as Markdown headers per token: <c>(a − b)/(a + b + 1)</c> (Arena-Hard's style control).</summary>
    /// <param name="name">What it is.</param>
    /// <param name="left">Densities at the left.</param>
    /// <param name="right">Densities at the right.</param>
    public static CovariateColumn Density(string name, IReadOnlyList<double> left, IReadOnlyList<double> right) =>
        new(name, [.. left.Zip(right, (a, b) => (a - b) / (a + b + 1))]);

    /// <summary>A plain difference, e.g. of the number of persona attributes that each text mentions.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="left">Values at the left.</param>
    /// <param name="right">Values at the right.</param>
    public static CovariateColumn Difference(string name, IReadOnlyList<double> left, IReadOnlyList<double> right) =>
        new(name, [.. left.Zip(right, (a, b) => a - b)]);
}
