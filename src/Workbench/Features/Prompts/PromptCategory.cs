namespace Workbench.Features.Prompts;

/// <summary>A category and how many prompts it holds.</summary>
public sealed record PromptCategory(string Name, int Count);
