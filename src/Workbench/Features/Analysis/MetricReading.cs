using Workbench.Methods.Metrics;

namespace Workbench.Features.Analysis;

/// <summary>One metric and what it says about a scope of a study; no values where it has no subject there.</summary>
public sealed record MetricReading(IMetric Metric, IReadOnlyList<MetricValue> Values)
{
    /// <summary>Every metric of the catalog, each on the raters that it is about: one kind, or people with model judges of the same perspective.</summary>
    public static IReadOnlyList<MetricReading> All(JudgedStudy study, AnalysisScope scope)
    {
        var input = AnalysisInput.From(study, scope);
        var options = new MetricOptions { Seed = study.Seed, Cluster = input.Options.Cluster, Baseline = scope.Contrast?.Baseline.Name };
        var together = new Lazy<Methods.Judgments.JudgmentSet>(() => AnalysisInput.PeopleAndJudges(study, scope));
        return [.. MetricCatalog.All.Select(metric => new MetricReading(metric, metric.Compute(metric.ComparesJudgesWithPeople ? together.Value : input.Shown, options)))];
    }
}
