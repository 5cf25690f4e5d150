namespace Workbench.Features.Prompts;

/// <summary>A prompt and its line, from 1.</summary>
public sealed record PromptLine(int Line, PromptDraft Draft);
