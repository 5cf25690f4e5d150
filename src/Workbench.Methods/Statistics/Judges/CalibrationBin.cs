namespace Workbench.Methods.Statistics.Judges;

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="Lower">Lower edge of certainty, in [0, 1].</param>
/// <param name="Upper">Upper edge; belongs to the bin only in the last one.</param>
/// <param name="N">Verdicts in the bin.</param>
/// <param name="MeanCertainty">Mean certainty of them, NaN where empty.</param>
/// <param name="Accuracy">Share of them that is right, with a Wilson interval; undefined where empty.</param>
public sealed record CalibrationBin(double Lower, double Upper, int N, double MeanCertainty, Estimate Accuracy);
