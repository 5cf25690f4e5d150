namespace Workbench.Shared.Charts;

/// <summary>One row of a figure: its name at the left, and at the right the number itself, so that no legend is needed.</summary>
/// <param name="Name">What the row is about.</param>
/// <param name="Note">The number in words ("63 % · n 18"), or "no data".</param>
public sealed record FigureRow(string Name, string Note);
