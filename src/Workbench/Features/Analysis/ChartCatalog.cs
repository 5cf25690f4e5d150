namespace Workbench.Features.Analysis;

/// <summary>All charts of the program, found by a scan.</summary>
public static class ChartCatalog
{
    public static IReadOnlyList<IChart> All { get; } =
    [
        .. typeof(IChart).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IChart)))
            .Select(type => (IChart)Activator.CreateInstance(type)!)
            .OrderBy(chart => chart.Order).ThenBy(chart => chart.Key, StringComparer.Ordinal),
    ];
}
