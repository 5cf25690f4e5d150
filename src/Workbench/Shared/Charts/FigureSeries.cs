namespace Workbench.Shared.Charts;

/// <summary>Marks of one kind.</summary>
public sealed record FigureSeries(string Name, FigureColour Colour, FigureMark Mark, IReadOnlyList<FigurePoint> Points);

/// <param name="Row">Index of the row, from 0 at the top.</param>
/// <param name="Value">Where it stands on the axis.</param>
/// <param name="Lower">Lower end of the interval, where there is one.</param>
/// <param name="Upper">Upper end of the interval, where there is one.</param>
/// <param name="Detail">What a pointer over the mark tells.</param>
public sealed record FigurePoint(int Row, double Value, double? Lower, double? Upper, string Detail);
