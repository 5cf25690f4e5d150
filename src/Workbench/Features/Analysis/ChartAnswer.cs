using Workbench.Shared.Charts;

namespace Workbench.Features.Analysis;

/// <summary>What a chart has to say: a sentence, a picture, the same numbers as a table, and what a careful reader needs to know.</summary>
public sealed record ChartAnswer
{
    /// <summary>The answer in words; with the reason where there is no data.</summary>
    public required string Sentence { get; init; }

    /// <summary>Null where there is nothing to draw.</summary>
    public Figure? Figure { get; init; }

    public IReadOnlyList<ChartTable> Tables { get; init; } = [];

    /// <summary>Stand right beside the numbers, not at the end of the page.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>n, clusters, method, seed, exclusions: one sentence each.</summary>
    public IReadOnlyList<string> Footnotes { get; init; } = [];
}

/// <param name="Caption">What the table lists.</param>
/// <param name="Columns">Heads, with the unit where there is one; the first column names the row.</param>
public sealed record ChartTable(string Caption, IReadOnlyList<ChartColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

public sealed record ChartColumn(string Head, bool IsNumber);
