namespace Workbench.Shared.Charts;

/// <summary>
/// What a chart shows, in plain values: rows from top to bottom, marks along one axis, their intervals, one reference
/// line. It knows no drawing library; <see cref="PlotFigure"/> draws it, in either theme.
/// </summary>
public sealed record Figure
{
    /// <summary>What the picture says, for whoever does not see it.</summary>
    public required string TextAlternative { get; init; }

    public required FigureAxis Axis { get; init; }

    public required IReadOnlyList<FigureRow> Rows { get; init; }

    public required IReadOnlyList<FigureSeries> Series { get; init; }

    /// <summary>The value that matters, drawn as the only line across: 50 % for a win rate.</summary>
    public double? Reference { get; init; }

    public string? ReferenceLabel { get; init; }
}
