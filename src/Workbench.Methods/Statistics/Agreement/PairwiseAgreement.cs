using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// What the chance-corrected coefficients of one table have in common: observed agreement of pairs of ratings, item by
/// item, the category prevalences, and Gwet's linearised variance.
/// </summary>
/// <remarks>Gwet (2008), Br. J. Math. Stat. Psychol. 61, 29–48; Gwet (2014), Handbook of Inter-Rater Reliability, ch. 5.</remarks>
internal sealed class PairwiseAgreement
{
    private readonly double[] _observedOf;
    private readonly double[,] _weights;

    internal PairwiseAgreement(RatingTable table, AgreementWeights kind)
    {
        Table = table;
        Kind = kind;
        _weights = WeightMatrix.Of(kind, table.Values);
        _observedOf = new double[table.ItemCount];
        Prevalence = new double[table.CategoryCount];

        var counts = new int[table.CategoryCount];
        var seen = new int[table.CategoryCount];
        var observed = 0.0;
        for (var item = 0; item < table.ItemCount; item++)
        {
            var ratings = table.CategoriesOf(item);
            if (ratings.Length == 0)
                continue;
            Rated++;
            var distinct = 0;
            foreach (var code in ratings)
            {
                if (counts[code]++ == 0)
                    seen[distinct++] = code;
                Prevalence[code] += 1.0 / ratings.Length;
            }
            if (ratings.Length >= 2)
            {
                Pairable++;
                _observedOf[item] = AgreeingShare(seen.AsSpan(0, distinct), counts, ratings.Length);
                observed += _observedOf[item];
            }
            for (var i = 0; i < distinct; i++)
                counts[seen[i]] = 0;
        }
        for (var code = 0; code < Prevalence.Length; code++)
            Prevalence[code] /= Math.Max(1, Rated);
        Observed = Pairable == 0 ? double.NaN : observed / Pairable;
    }

    internal RatingTable Table { get; }

    internal AgreementWeights Kind { get; }

    internal double[,] Weights => _weights;

    /// <summary>Items with at least one rating.</summary>
    internal int Rated { get; }

    /// <summary>Items with at least two ratings.</summary>
    internal int Pairable { get; }

    /// <summary>Weighted share of agreeing pairs, averaged over pairable items.</summary>
    internal double Observed { get; }

    /// <summary>Mean share of each category over rated items.</summary>
    internal double[] Prevalence { get; }

    /// <summary>
    /// (p_a − p_e) / (1 − p_e) with Gwet's linearised standard error and a t interval on (rated items − 1) degrees of freedom. Where items
    /// are all alike: Wilson's interval over items if p_e is a constant and the value at an end of its range, else none.
    /// </summary>
    /// <param name="method">Name of the coefficient.</param>
    /// <param name="expected">Chance agreement p_e.</param>
    /// <param name="expectedOf">Each rated item's own contribution to p_e, or null where p_e is a constant.</param>
    /// <param name="level">Nominal coverage.</param>
    internal Estimate Coefficient(string method, double expected, Func<int, double>? expectedOf, double level)
    {
        if (Pairable == 0)
            return Estimate.Undefined(method, "no item has two ratings", Table.RatingCount, Table.Missing);
        if (!(1 - expected > 1e-12))
            return Estimate.Undefined(method, "no variation: chance agreement is already complete", Table.RatingCount, Table.Missing);

        var value = (Observed - expected) / (1 - expected);
        double? error = null;
        ConfidenceInterval? interval = null;
        string[] warnings = Rated < 2 ? ["one rated item: no interval"] : [];
        if (Rated >= 2)
        {
            var sum = 0.0;
            for (var item = 0; item < Table.ItemCount; item++)
            {
                var m = Table.CategoriesOf(item).Length;
                if (m == 0)
                    continue;
                var part = (double)Rated / Pairable * (_observedOf[item] - (m >= 2 ? expected : 0)) / (1 - expected);
                if (expectedOf is not null)
                    part -= 2 * (1 - value) * (expectedOf(item) - expected) / (1 - expected);
                sum += (part - value) * (part - value);
            }
            error = Math.Sqrt(sum / ((double)Rated * (Rated - 1)));
            if (NoVariation.Is(error.Value, value))
            {
                error = null;
                (interval, warnings) = expectedOf is null
                    ? NoVariation.At(value, Rated, "item", level, -expected / (1 - expected), 1)
                    : (null, [NoVariation.Warning("item")]);
            }
            else
            {
                var half = StudentT.InvCDF(0, 1, Rated - 1, 1 - (1 - level) / 2) * error.Value;
                interval = new ConfidenceInterval(Math.Max(-1, value - half), Math.Min(1, value + half), level, "linearised variance over items, t");
            }

            if (interval is not null && FewClusters.Warning(Rated, "item") is { } few)
                warnings = [.. warnings, few];
        }
        return new Estimate
        {
            Value = value,
            Unit = "coefficient",
            Interval = interval,
            StandardError = error,
            Method = method,
            N = Table.RatingCount,
            Clusters = Rated,
            ClusterUnit = "item",
            Unscored = Table.Missing,
            Settings = new Dictionary<string, string>
            {
                ["weights"] = WeightMatrix.Name(Kind),
                ["categories"] = Numbers.Text(Table.CategoryCount),
                ["observed"] = Numbers.Text(Observed),
                ["expected"] = Numbers.Text(expected),
            },
            Warnings = warnings,
        };
    }

    private double AgreeingShare(ReadOnlySpan<int> distinct, int[] counts, int ratings)
    {
        var total = 0.0;
        foreach (var c in distinct)
        {
            foreach (var k in distinct)
                total += _weights[c, k] * counts[c] * (c == k ? counts[k] - 1 : counts[k]);
        }
        return total / ((double)ratings * (ratings - 1));
    }
}
