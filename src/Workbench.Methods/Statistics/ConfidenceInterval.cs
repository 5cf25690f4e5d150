namespace Workbench.Methods.Statistics;

/// <summary>A confidence interval, in the unit of the estimate that it belongs to.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">Nominal coverage, e.g. 0.95.</param>
/// <param name="Method">How it was made, e.g. <c>Wilson</c>, <c>cluster bootstrap (percentile)</c>, <c>CR1 t</c>.</param>
public sealed record ConfidenceInterval(double Lower, double Upper, double Level, string Method);
