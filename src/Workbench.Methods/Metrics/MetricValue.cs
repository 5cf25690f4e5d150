using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics;

/// <summary>One estimate of a metric and what it is about.</summary>
/// <param name="Subject">A condition, a pair (<c>a vs b</c>), a rater, or <c>all</c>.</param>
/// <param name="Estimate">The number with its uncertainty.</param>
public sealed record MetricValue(string Subject, Estimate Estimate);
