using Workbench.Features.Studies;

namespace Workbench.Features.Analysis;

/// <summary>
/// One question of the results page. An implementation is one sealed class in Charts/ with a parameterless constructor;
/// <see cref="ChartCatalog"/> finds it. It must be pure, and say "no data" with the reason where there is none.
/// </summary>
public interface IChart
{
    /// <summary>Stable name, e.g. <c>does-it-help</c>: in addresses, tests and links.</summary>
    string Key { get; }

    /// <summary>Place on the page.</summary>
    int Order { get; }

    /// <summary>The question that the chart answers; its title.</summary>
    string Question { get; }

    /// <summary>Names of the metrics whose descriptions explain the numbers.</summary>
    IReadOnlyList<string> Metrics { get; }

    /// <summary>Whether the chart can read what raters were given at once; most are about comparisons.</summary>
    bool Reads(JudgedUnit unit) => unit == JudgedUnit.Pair;

    ChartAnswer Build(AnalysisInput input);
}
