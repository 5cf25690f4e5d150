namespace Workbench.Methods.Statistics.Judges;

/// <summary>One sample of labelled and unlabelled rows: value, variance and best λ of the prediction-powered mean.</summary>
internal sealed class PredictionPoweredSample
{
    private readonly double[] _labelled;
    private readonly double[] _predicted;
    private readonly double[] _unlabelled;
    private readonly int[] _labelledClusters;
    private readonly int[] _unlabelledClusters;
    private readonly double _meanLabelled;
    private readonly double _meanPredicted;
    private readonly double _meanUnlabelled;
    private readonly double[] _own = [];
    private readonly double[] _shift = [];
    private readonly Lazy<(ILookup<int, int> Labelled, ILookup<int, int> Unlabelled, int[] Present)> _rowsOf;

    internal PredictionPoweredSample(
        ReadOnlySpan<double> labelled, ReadOnlySpan<double> predicted, ReadOnlySpan<double> unlabelled,
        ReadOnlySpan<int> labelledClusters, ReadOnlySpan<int> unlabelledClusters)
    {
        _labelled = labelled.ToArray();
        _predicted = predicted.ToArray();
        _unlabelled = unlabelled.ToArray();
        _labelledClusters = labelledClusters.ToArray();
        _unlabelledClusters = unlabelledClusters.ToArray();
        _rowsOf = new(RowsOf);
        _meanLabelled = Mean(_labelled);
        _meanPredicted = Mean(_predicted);
        _meanUnlabelled = _unlabelled.Length == 0 ? 0 : Mean(_unlabelled);
        if (_labelledClusters.Length == 0)
            return;

        // Influence of cluster g on θ_λ: own_g + λ shift_g.
        var groups = _labelledClusters.Concat(_unlabelledClusters).Max() + 1;
        _own = new double[groups];
        _shift = new double[groups];
        var withLabels = new HashSet<int>();
        for (var i = 0; i < _labelled.Length; i++)
        {
            _own[_labelledClusters[i]] += (_labelled[i] - _meanLabelled) / _labelled.Length;
            _shift[_labelledClusters[i]] -= (_predicted[i] - _meanPredicted) / _labelled.Length;
            withLabels.Add(_labelledClusters[i]);
        }
        for (var i = 0; i < _unlabelled.Length; i++)
            _shift[_unlabelledClusters[i]] += (_unlabelled[i] - _meanUnlabelled) / _unlabelled.Length;
        LabelledClusters = withLabels.Count;
    }

    internal int LabelledClusters { get; }

    internal int UnlabelledN => _unlabelled.Length;

    internal double Value(double lambda) =>
        _unlabelled.Length == 0 ? _meanLabelled : lambda * _meanUnlabelled + _meanLabelled - lambda * _meanPredicted;

    internal double Variance(double lambda)
    {
        var weight = _unlabelled.Length == 0 ? 0 : lambda;
        if (_own.Length > 0)
        {
            var sum = 0.0;
            for (var g = 0; g < _own.Length; g++)
                sum += (_own[g] + weight * _shift[g]) * (_own[g] + weight * _shift[g]);
            return LabelledClusters < 2 ? double.NaN : sum * LabelledClusters / (LabelledClusters - 1);
        }
        var rectified = 0.0;
        var centre = _meanLabelled - weight * _meanPredicted;
        for (var i = 0; i < _labelled.Length; i++)
        {
            var x = _labelled[i] - weight * _predicted[i] - centre;
            rectified += x * x;
        }
        var judged = 0.0;
        foreach (var x in _unlabelled)
            judged += (x - _meanUnlabelled) * (x - _meanUnlabelled);
        double n = _labelled.Length, big = Math.Max(1, _unlabelled.Length);
        return weight * weight * judged / big / big + rectified / n / n;
    }

    internal double BestLambda()
    {
        if (_unlabelled.Length == 0)
            return 0;
        double top = 0, bottom = 0;
        if (_own.Length > 0)
        {
            for (var g = 0; g < _own.Length; g++)
            {
                top -= _own[g] * _shift[g];
                bottom += _shift[g] * _shift[g];
            }
        }
        else
        {
            double n = _labelled.Length, big = _unlabelled.Length;
            for (var i = 0; i < _labelled.Length; i++)
                top += (_labelled[i] - _meanLabelled) * (_predicted[i] - _meanPredicted) / n;
            var pooled = (_meanPredicted * n + _meanUnlabelled * big) / (n + big);
            var squares = 0.0;
            foreach (var f in _predicted)
                squares += (f - pooled) * (f - pooled);
            foreach (var f in _unlabelled)
                squares += (f - pooled) * (f - pooled);
            bottom = (1 + n / big) * squares / (n + big - 1);
        }
        return bottom > 0 ? Math.Clamp(top / bottom, 0, 1) : 0;
    }

    /// <summary>Rows, or whole clusters, drawn with replacement; null where the draw has no labelled (or no unlabelled) row.</summary>
    internal PredictionPoweredSample? Resample(ReplicateRandom random)
    {
        if (_labelledClusters.Length == 0)
        {
            var labels = new double[_labelled.Length];
            var judged = new double[_labelled.Length];
            for (var i = 0; i < labels.Length; i++)
            {
                var row = random.Next(labels.Length);
                labels[i] = _labelled[row];
                judged[i] = _predicted[row];
            }
            var rest = new double[_unlabelled.Length];
            for (var i = 0; i < rest.Length; i++)
                rest[i] = _unlabelled[random.Next(rest.Length)];
            return new PredictionPoweredSample(labels, judged, rest, [], []);
        }

        var (labelledOf, unlabelledOf, present) = _rowsOf.Value;
        List<double> y = [], f = [], u = [];
        List<int> labelledClusters = [], unlabelledClusters = [];
        for (var draw = 0; draw < present.Length; draw++)
        {
            var cluster = present[random.Next(present.Length)];
            foreach (var row in labelledOf[cluster])
            {
                y.Add(_labelled[row]);
                f.Add(_predicted[row]);
                labelledClusters.Add(draw);
            }
            foreach (var row in unlabelledOf[cluster])
            {
                u.Add(_unlabelled[row]);
                unlabelledClusters.Add(draw);
            }
        }
        return y.Count == 0 || (u.Count == 0 && _unlabelled.Length > 0) ? null
            : new PredictionPoweredSample(y.ToArray(), f.ToArray(), u.ToArray(), labelledClusters.ToArray(), unlabelledClusters.ToArray());
    }

    private (ILookup<int, int> Labelled, ILookup<int, int> Unlabelled, int[] Present) RowsOf()
    {
        var labelled = _labelledClusters.Select((g, row) => (g, row)).ToLookup(x => x.g, x => x.row);
        var unlabelled = _unlabelledClusters.Select((g, row) => (g, row)).ToLookup(x => x.g, x => x.row);
        return (labelled, unlabelled, [.. labelled.Select(g => g.Key).Union(unlabelled.Select(g => g.Key)).Order()]);
    }

    private static double Mean(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
