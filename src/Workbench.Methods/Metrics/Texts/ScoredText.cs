namespace Workbench.Methods.Metrics.Texts;

/// <summary>A text with its words, so that it is cut once.</summary>
internal sealed record ScoredText(string Text, string[] Words);
