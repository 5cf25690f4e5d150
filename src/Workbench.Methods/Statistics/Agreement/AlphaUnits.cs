namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// The pairable units of a table, ready to give Krippendorff's alpha for any integer weights on the units, so that a
/// bootstrap replicate is one pass without copies of the data.
/// </summary>
internal sealed class AlphaUnits
{
    private readonly RatingTable _table;
    private readonly MeasurementLevel _measurement;
    private readonly int[] _units;
    private readonly double[]? _disagreement;

    internal AlphaUnits(RatingTable table, MeasurementLevel measurement)
    {
        _table = table;
        _measurement = measurement;
        var units = new List<int>(table.ItemCount);
        for (var item = 0; item < table.ItemCount; item++)
        {
            var m = table.CategoriesOf(item).Length;
            if (m < 2)
                continue;
            units.Add(item);
            PairableRatings += m;
        }
        _units = [.. units];
        // Ordinal distances change with the resample, the others do not.
        if (measurement != MeasurementLevel.Ordinal)
        {
            _disagreement = new double[_units.Length];
            var scratch = new int[table.CategoryCount];
            var shifted = Centred(table.Values);
            for (var u = 0; u < _units.Length; u++)
                _disagreement[u] = Within(table.CategoriesOf(_units[u]), measurement == MeasurementLevel.Ratio ? table.Values : shifted, scratch);
        }
    }

    internal int PairableUnits => _units.Length;

    internal int PairableRatings { get; }

    /// <summary>Unit indices of each cluster of items that has a pairable one; each unit by itself where no clusters are given.</summary>
    internal int[][] Clusters(ReadOnlySpan<int> itemClusters)
    {
        if (itemClusters.IsEmpty)
            return [.. Enumerable.Range(0, _units.Length).Select(unit => new[] { unit })];
        var members = new SortedDictionary<int, List<int>>();
        for (var unit = 0; unit < _units.Length; unit++)
        {
            var cluster = itemClusters[_units[unit]];
            if (!members.TryGetValue(cluster, out var list))
                members[cluster] = list = [];
            list.Add(unit);
        }
        return [.. members.Values.Select(list => list.ToArray())];
    }

    /// <summary>Alpha with each unit taken as often as its weight says (once where null); NaN where undefined.</summary>
    internal double Alpha(int[]? weights)
    {
        var totals = new double[_table.CategoryCount];
        var n = 0.0;
        for (var u = 0; u < _units.Length; u++)
        {
            var weight = weights is null ? 1 : weights[u];
            if (weight == 0)
                continue;
            var ratings = _table.CategoriesOf(_units[u]);
            foreach (var code in ratings)
                totals[code] += weight;
            n += (double)weight * ratings.Length;
        }
        if (n < 2)
            return double.NaN;

        ReadOnlySpan<double> values = _measurement switch
        {
            MeasurementLevel.Ordinal => MidRanks(totals, n),
            MeasurementLevel.Interval => Centred(_table.Values),
            _ => _table.Values,
        };
        var expected = Expected(totals, values, n);
        if (!(expected > 0))
            return double.NaN;

        var observed = 0.0;
        var scratch = _disagreement is null ? new int[_table.CategoryCount] : [];
        for (var u = 0; u < _units.Length; u++)
        {
            var weight = weights is null ? 1 : weights[u];
            if (weight != 0)
                observed += weight * (_disagreement is null ? Within(_table.CategoriesOf(_units[u]), values, scratch) : _disagreement[u]);
        }
        return 1 - (n - 1) * observed / expected;
    }

    /// <summary>Σ_{i≠j} δ² / (m − 1) of one unit.</summary>
    private double Within(ReadOnlySpan<int> ratings, ReadOnlySpan<double> values, int[] scratch)
    {
        var m = ratings.Length;
        var sum = 0.0;
        switch (_measurement)
        {
            case MeasurementLevel.Nominal:
                // Ordered pairs that differ = m² − Σ r², and Σ r² = Σ over ratings of the final count of their category.
                var same = 0L;
                foreach (var code in ratings)
                    same += 2 * scratch[code]++ + 1;
                foreach (var code in ratings)
                    scratch[code] = 0;
                sum = (double)m * m - same;
                break;
            case MeasurementLevel.Ratio:
                for (var i = 1; i < m; i++)
                {
                    for (var j = 0; j < i; j++)
                        sum += 2 * RatioDistance(values[ratings[i]], values[ratings[j]]);
                }
                break;
            default:
                // Centre on the unit's first value: Σ_{i≠j}(x_i − x_j)² = 2 (m Σx² − (Σx)²) without cancellation where all agree.
                var origin = values[ratings[0]];
                double total = 0, squares = 0;
                foreach (var code in ratings)
                {
                    var x = values[code] - origin;
                    total += x;
                    squares += x * x;
                }
                sum = 2 * (m * squares - total * total);
                break;
        }
        return sum / (m - 1);
    }

    /// <summary>Σ_ck n_c n_k δ²_ck.</summary>
    private double Expected(double[] totals, ReadOnlySpan<double> values, double n)
    {
        var sum = 0.0;
        switch (_measurement)
        {
            case MeasurementLevel.Nominal:
                foreach (var total in totals)
                    sum += total * (n - total);
                return sum;
            case MeasurementLevel.Ratio:
                for (var c = 1; c < totals.Length; c++)
                {
                    for (var k = 0; k < c && totals[c] > 0; k++)
                        sum += 2 * totals[c] * totals[k] * RatioDistance(values[c], values[k]);
                }
                return sum;
            default:
                var mean = 0.0;
                for (var c = 0; c < totals.Length; c++)
                    mean += totals[c] * values[c] / n;
                for (var c = 0; c < totals.Length; c++)
                    sum += totals[c] * (values[c] - mean) * (values[c] - mean);
                // One used value leaves only round-off of the mean.
                return totals.Count(t => t > 0) < 2 ? 0 : 2 * n * sum;
        }
    }

    private static double[] MidRanks(double[] totals, double n)
    {
        var ranks = new double[totals.Length];
        var below = -n / 2;
        for (var c = 0; c < totals.Length; c++)
        {
            ranks[c] = below + totals[c] / 2;
            below += totals[c];
        }
        return ranks;
    }

    private static double[] Centred(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
            mean += value / values.Length;
        var centred = new double[values.Length];
        for (var c = 0; c < values.Length; c++)
            centred[c] = values[c] - mean;
        return centred;
    }

    private static double RatioDistance(double c, double k) =>
        c + k == 0 ? 0 : (c - k) / (c + k) * ((c - k) / (c + k));
}
