namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Selective judging: keep a judge's verdicts only where it is certain, and see what accuracy that buys at what coverage.
/// </summary>
/// <remarks>
/// The curve has one point a distinct certainty, from the most certain on. Wilson intervals hold for a threshold that was
/// fixed before; a threshold read off the same data is too optimistic, so <see cref="Choose"/> picks it on one part and
/// reports the other. Undefined without scored verdicts. Reference: El-Yaniv, Wiener (2010), JMLR 11; Geifman, El-Yaniv (2017), NeurIPS.
/// </remarks>
public static class SelectiveJudging
{
    /// <summary>The risk–coverage curve, from the highest threshold to the lowest.</summary>
    /// <param name="certainty">Certainty of each verdict, NaN where there is none.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="level">Nominal coverage of the intervals.</param>
    public static IReadOnlyList<RiskCoveragePoint> Curve(IReadOnlyList<double> certainty, IReadOnlyList<bool> correct, double level = 0.95)
    {
        var order = Enumerable.Range(0, certainty.Count).Where(i => !double.IsNaN(certainty[i])).OrderByDescending(i => certainty[i]).ToArray();
        var points = new List<RiskCoveragePoint>();
        var right = 0;
        for (var k = 0; k < order.Length; k++)
        {
            if (correct[order[k]])
                right++;
            if (k + 1 == order.Length || certainty[order[k + 1]] < certainty[order[k]])
                points.Add(Point(certainty[order[k]], right, k + 1, order.Length, level));
        }
        return points;
    }

    /// <summary>Accuracy and coverage at one threshold that was fixed beforehand, e.g. 0.8.</summary>
    /// <param name="certainty">Certainty of each verdict.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="threshold">Lowest certainty that is kept.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    public static RiskCoveragePoint At(IReadOnlyList<double> certainty, IReadOnlyList<bool> correct, double threshold, double level = 0.95)
    {
        int scored = 0, kept = 0, right = 0;
        for (var i = 0; i < certainty.Count; i++)
        {
            if (double.IsNaN(certainty[i]))
                continue;
            scored++;
            if (certainty[i] < threshold)
                continue;
            kept++;
            if (correct[i])
                right++;
        }
        return Point(threshold, right, kept, scored, level);
    }

    /// <summary>
    /// Chooses on a random part the lowest threshold whose accuracy there reaches the target, and reports it on the rest. The part is drawn from the
    /// verdicts in order of certainty, so that the order of the rows does not matter.
    /// </summary>
    /// <param name="certainty">Certainty of each verdict.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <param name="targetAccuracy">Accuracy wanted of the kept verdicts.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="calibrationShare">Share of the verdicts used to choose.</param>
    /// <param name="level">Nominal coverage of the interval.</param>
    /// <returns>The point on the held-out part, or null where no threshold reaches the target on the calibration part.</returns>
    public static RiskCoveragePoint? Choose(
        IReadOnlyList<double> certainty, IReadOnlyList<bool> correct, double targetAccuracy, long seed, double calibrationShare = 0.5, double level = 0.95)
    {
        var random = new ReplicateRandom(seed, 0);
        List<double> chosenCertainty = [], heldCertainty = [];
        List<bool> chosenCorrect = [], heldCorrect = [];
        foreach (var i in Enumerable.Range(0, certainty.Count).OrderBy(i => certainty[i]).ThenBy(i => correct[i]))
        {
            var calibrate = random.NextDouble() < calibrationShare;
            (calibrate ? chosenCertainty : heldCertainty).Add(certainty[i]);
            (calibrate ? chosenCorrect : heldCorrect).Add(correct[i]);
        }
        var best = Curve(chosenCertainty, chosenCorrect, level).LastOrDefault(p => p.Accuracy.Value >= targetAccuracy);
        return best is null ? null : At(heldCertainty, heldCorrect, best.Threshold, level);
    }

    private static RiskCoveragePoint Point(double threshold, int right, int kept, int scored, double level) =>
        new(threshold, kept, scored == 0 ? 0 : (double)kept / scored, WilsonShare.Compute("accuracy of the kept", right, kept, level, "no verdict is that certain"));
}
