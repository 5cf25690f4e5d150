namespace Workbench.Features.Datasets;

internal static class JudgmentCounts
{
    /// <summary>What files of judgments leave out.</summary>
    public static IReadOnlyList<LeftOut> LeftOut(StudySource source) => source.Judged.Superseded == 0
        ? []
        : [new("undone or corrected by their rater", source.Judged.Superseded)];
}
