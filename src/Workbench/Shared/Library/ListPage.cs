namespace Workbench.Shared.Library;

/// <summary>Some rows of a longer list.</summary>
/// <param name="Rows">The rows of this page.</param>
/// <param name="Total">How many match in all.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, int Total);
