using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Texts;

/// <summary>A ROUGE score averaged over rows, part by part.</summary>
/// <param name="Precision">Mean precision.</param>
/// <param name="Recall">Mean recall.</param>
/// <param name="F1">Mean F1 (not the F1 of the means).</param>
public sealed record RougeMean(Estimate Precision, Estimate Recall, Estimate F1);
