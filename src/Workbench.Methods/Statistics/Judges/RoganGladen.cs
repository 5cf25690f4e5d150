using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Judges;

/// <summary>
/// Rogan–Gladen estimate: a judge's share of "yes" corrected for how often it says yes wrongly, with sensitivity and
/// specificity measured against people on a calibration sample.
/// </summary>
/// <remarks>
/// <c>π = (p̂ + sp − 1) / (se + sp − 1)</c>, delta-method variance
/// <c>(p̂(1−p̂)/N + π² se(1−se)/n₁ + (1−π)² sp(1−sp)/n₀) / (se + sp − 1)²</c>, normal interval, value and bounds clamped to [0, 1] with a
/// warning. Assumes that sensitivity and specificity carry over from the calibration sample. Undefined where
/// se + sp ≤ 1 (a judge no better than a coin) or a calibration class is empty. Reference: Rogan, Gladen (1978), Am. J. Epidemiol. 107(1).
/// </remarks>
public static class RoganGladen
{
    /// <summary>Computes the corrected share.</summary>
    /// <param name="judgedYes">Rows that the judge calls yes.</param>
    /// <param name="judged">All judged rows.</param>
    /// <param name="truePositives">Calibration rows that people and judge call yes.</param>
    /// <param name="positives">Calibration rows that people call yes.</param>
    /// <param name="trueNegatives">Calibration rows that people and judge call no.</param>
    /// <param name="negatives">Calibration rows that people call no.</param>
    /// <param name="level">Nominal coverage.</param>
    public static Estimate Compute(
        int judgedYes, int judged, int truePositives, int positives, int trueNegatives, int negatives, double level = 0.95)
    {
        const string Method = "Rogan–Gladen";
        if (judged == 0)
            return Estimate.Undefined(Method, "no judged rows");
        if (positives == 0 || negatives == 0)
            return Estimate.Undefined(Method, "the calibration sample lacks one of the two classes", judged);
        double p = (double)judgedYes / judged, se = (double)truePositives / positives, sp = (double)trueNegatives / negatives;
        var youden = se + sp - 1;
        if (youden <= 0)
            return Estimate.Undefined(Method, "sensitivity + specificity ≤ 1: the judge is no better than a coin", judged);

        var raw = (p + sp - 1) / youden;
        var value = Math.Clamp(raw, 0, 1);
        var variance = (p * (1 - p) / judged + value * value * se * (1 - se) / positives
            + (1 - value) * (1 - value) * sp * (1 - sp) / negatives) / (youden * youden);
        var constant = NoVariation.Is(Math.Sqrt(variance), value);
        var half = Normal.InvCDF(0, 1, 1 - (1 - level) / 2) * Math.Sqrt(variance);
        var (lower, upper) = (Math.Clamp(raw - half, 0, 1), Math.Clamp(raw + half, 0, 1));
        string[] warnings = constant ? [NoVariation.Warning("verdict")]
            : lower == upper ? [$"the corrected share {Numbers.Text(raw)} lies outside [0, 1] with all of its interval and was clamped: no interval"]
            : raw is < 0 or > 1 ? [$"the corrected share {Numbers.Text(raw)} lies outside [0, 1] and was clamped"] : [];
        return new Estimate
        {
            Value = value,
            Interval = constant || lower == upper ? null : new ConfidenceInterval(lower, upper, level, "delta method, normal"),
            StandardError = constant ? null : Math.Sqrt(variance),
            Method = Method,
            N = judged,
            Settings = new Dictionary<string, string>
            {
                ["sensitivity"] = Numbers.Text(se),
                ["specificity"] = Numbers.Text(sp),
                ["apparent"] = Numbers.Text(p),
                ["calibration_n"] = Numbers.Text(positives + negatives),
            },
            Warnings = warnings,
        };
    }
}
