using Workbench.Features.Analysis;

namespace Workbench.Features.Datasets;

/// <summary>Choices of an export.</summary>
public sealed record ExportOptions
{
    public static ExportOptions Default { get; } = new();

    /// <summary>
    /// Whose judgments make a preference: one kind of rater, one perspective, one criterion; nothing chosen is people
    /// where there are any. Files of judgments hold all, each row with its kind.
    /// </summary>
    public AnalysisFilter Judged { get; init; } = new();

    public PromptForm Prompt { get; init; } = PromptForm.Plain;
}
