using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Tasks;

/// <summary>Accuracy, and precision, recall and F1 by class, macro (mean over declared classes) and micro (over rows).</summary>
/// <remarks>
/// Rows with a negative code on a side are unscored. An absent class scores 0 in the macro means and is flagged, as
/// scikit-learn's <c>zero_division=0</c>; with one label a row, micro F1 is accuracy. Accuracy: Wilson interval. Undefined without
/// scored rows. Reference: Sokolova, Lapalme (2009), Inf. Process. Manag. 45(4).
/// </remarks>
public sealed record ClassificationScores
{
    /// <summary>Share of right rows.</summary>
    public required Estimate Accuracy { get; init; }

    /// <summary>Mean of the classes' precisions.</summary>
    public required Estimate MacroPrecision { get; init; }

    /// <summary>Mean of the classes' recalls.</summary>
    public required Estimate MacroRecall { get; init; }

    /// <summary>Mean of the classes' F1.</summary>
    public required Estimate MacroF1 { get; init; }

    /// <summary>F1 from pooled counts.</summary>
    public required Estimate MicroF1 { get; init; }

    /// <summary>One line a declared class.</summary>
    public required IReadOnlyList<ClassScore> Classes { get; init; }

    /// <summary>Computes all of them.</summary>
    /// <param name="predicted">Predicted class codes, negative where unscored.</param>
    /// <param name="actual">True class codes, negative where unknown.</param>
    /// <param name="classCount">Number of declared classes.</param>
    /// <param name="level">Nominal coverage of the interval of the accuracy.</param>
    public static ClassificationScores Compute(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int classCount, double level = 0.95)
    {
        if (predicted.Length != actual.Length)
            throw new ArgumentException("Each row needs a prediction.", nameof(predicted));
        int[] right = new int[classCount], support = new int[classCount], called = new int[classCount];
        var n = 0;
        for (var i = 0; i < predicted.Length; i++)
        {
            if (predicted[i] < 0 || actual[i] < 0)
                continue;
            n++;
            support[actual[i]]++;
            called[predicted[i]]++;
            if (predicted[i] == actual[i])
                right[actual[i]]++;
        }
        var classes = Enumerable.Range(0, classCount).Select(c =>
        {
            var precision = called[c] > 0 ? (double)right[c] / called[c] : 0;
            var recall = support[c] > 0 ? (double)right[c] / support[c] : 0;
            return new ClassScore(c, support[c], called[c], precision, recall,
                precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0, support[c] + called[c] == 0);
        }).ToArray();
        var unscored = predicted.Length - n;
        var absent = classes.Where(c => c.Absent).Select(c => c.Class).ToArray();
        var accuracy = WilsonShare.Compute("accuracy", right.Sum(), n, level, "no scored row") with { Unscored = unscored };
        return new ClassificationScores
        {
            Accuracy = accuracy,
            MacroPrecision = Macro("macro precision", c => c.Precision),
            MacroRecall = Macro("macro recall", c => c.Recall),
            MacroF1 = Macro("macro F1", c => c.F1),
            MicroF1 = accuracy with { Method = "micro F1" },
            Classes = classes,
        };

        Estimate Macro(string method, Func<ClassScore, double> score) => n == 0 || classCount == 0
            ? Estimate.Undefined(method, "no scored row", 0, unscored)
            : new Estimate
            {
                Value = classes.Average(score),
                Method = method,
                N = n,
                Unscored = unscored,
                Settings = new Dictionary<string, string> { ["classes"] = Numbers.Text(classCount) },
                Warnings = [.. absent.Length > 0 ? [$"classes {string.Join(", ", absent)} occur on neither side and score 0"] : Array.Empty<string>(), "a mean over classes, not over rows: no interval"],
            };
    }
}
