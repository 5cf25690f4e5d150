using Workbench.Shared.Library;

namespace Workbench.Features.Prompts;

/// <summary>What a text of many prompts holds: those that can be kept, and what stands in the way of the others.</summary>
public sealed record PromptFile(IReadOnlyList<PromptLine> Prompts, IReadOnlyList<LineProblem> Problems);
