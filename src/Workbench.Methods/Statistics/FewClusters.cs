using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics;

/// <summary>The warning beside an interval that rests on few clusters.</summary>
internal static class FewClusters
{
    /// <summary>The warning below <see cref="ScoreMean.FewClusters"/> clusters, else null.</summary>
    internal static string? Warning(int clusters, string unit) =>
        clusters < ScoreMean.FewClusters ? $"only {clusters} clusters ({unit}): the interval is rough" : null;
}
