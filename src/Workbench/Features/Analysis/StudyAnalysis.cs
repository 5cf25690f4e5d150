namespace Workbench.Features.Analysis;

/// <summary>The answers to all questions about a study, for one filter.</summary>
public sealed record StudyAnalysis
{
    public required JudgedStudy Study { get; init; }

    public required AnalysisScope Scope { get; init; }

    public required IReadOnlyList<(IChart Chart, ChartAnswer Answer)> Charts { get; init; }

    /// <summary>Whether anybody judged anything at all, whatever the filter.</summary>
    public bool HasJudgments => Study.Rows.Count > 0;
}
