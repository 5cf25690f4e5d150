namespace Workbench.Methods.Statistics.Judges;

/// <summary>What a judge achieves when it speaks only at or above one certainty.</summary>
/// <param name="Threshold">Lowest certainty that is kept.</param>
/// <param name="Kept">Verdicts kept.</param>
/// <param name="Coverage">Share of all scored verdicts that is kept.</param>
/// <param name="Accuracy">Accuracy of the kept, with a Wilson interval; the risk is 1 minus it.</param>
public sealed record RiskCoveragePoint(double Threshold, int Kept, double Coverage, Estimate Accuracy);
