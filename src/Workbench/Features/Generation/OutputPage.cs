using Workbench.Features.Studies;

namespace Workbench.Features.Generation;

/// <summary>One page of outputs, side by side by persona and prompt.</summary>
/// <param name="Cells">A persona's prompt with its outputs, in the order of the study.</param>
/// <param name="Total">How many cells the filter has on all pages.</param>
/// <param name="Page">From 1; the last one where a later one was asked for.</param>
/// <param name="Study">The frozen personas, prompts and conditions.</param>
public sealed record OutputPage(IReadOnlyList<OutputCell> Cells, int Total, int Page, FrozenStudy Study)
{
    public int First => Total == 0 ? 0 : (Page - 1) * OutputFilter.PageSize + 1;

    public int Last => Math.Min(Total, Page * OutputFilter.PageSize);

    public bool HasNext => Last < Total;
}

/// <summary>One persona, prompt and sample with the outputs of the conditions, non-personalized first.</summary>
public sealed record OutputCell(FrozenPersona Persona, FrozenPrompt Prompt, int Sample, IReadOnlyList<OutputView> Outputs);
