using Workbench.Methods.Metrics;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>One metric and what it says about a scope of a study; no values where it has no subject there.</summary>
public sealed record MetricReading(IMetric Metric, IReadOnlyList<MetricValue> Values)
{
    /// <summary>Hidden repeats are kept apart from the judgments, on the monitor: here a study that has them would be said to have none.</summary>
    private static readonly string[] OnTheMonitor = ["self_consistency"];

    /// <summary>About model judges alone: a simulated rater is none.</summary>
    private static readonly string[] OfJudges = ["order_consistency"];

    /// <summary>Every metric of the catalog, each on the raters that it is about: one kind, or people with model judges of the same perspective.</summary>
    public static IReadOnlyList<MetricReading> All(JudgedStudy study, AnalysisScope scope)
    {
        var input = AnalysisInput.From(study, scope);
        var isSimulated = scope.Raters == RaterKind.Simulated;
        var options = new MetricOptions
        {
            Seed = study.Seed,
            Cluster = input.Options.Cluster,
            Baseline = scope.Contrast?.Baseline.Name,
            Models = isSimulated ? "simulated raters" : "models",
        };
        var together = new Lazy<Methods.Judgments.JudgmentSet>(() => AnalysisInput.PeopleAndJudges(study, scope));
        return [.. MetricCatalog.All.Where(metric => !OnTheMonitor.Contains(metric.Name)).Select(metric => new MetricReading(
            metric,
            isSimulated && OfJudges.Contains(metric.Name) ? [] : metric.Compute(metric.ComparesJudgesWithPeople ? together.Value : input.Shown, options)))];
    }
}
