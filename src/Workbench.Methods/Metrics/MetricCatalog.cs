namespace Workbench.Methods.Metrics;

/// <summary>All metrics of this library, found by a scan and ordered by name.</summary>
public static class MetricCatalog
{
    /// <summary>One instance of every metric.</summary>
    public static IReadOnlyList<IMetric> All { get; } =
    [
        .. typeof(IMetric).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IMetric)))
            .Select(type => (IMetric)Activator.CreateInstance(type)!)
            .OrderBy(metric => metric.Name, StringComparer.Ordinal),
    ];

    /// <summary>The metric of a name, or null.</summary>
    /// <param name="name">The stable id.</param>
    public static IMetric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
