namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Covariance of the fitted strengths, and how it was made.</summary>
/// <param name="Covariance">By rows, or null where there is none.</param>
/// <param name="Size">Number of rows.</param>
/// <param name="Clusters">Number of clusters, or null.</param>
/// <param name="Unit">What a cluster is, or null.</param>
/// <param name="Method">Name of the interval.</param>
internal sealed record RankingVariance(double[]? Covariance, int Size, int? Clusters, string? Unit, string Method);
