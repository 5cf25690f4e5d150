namespace Workbench.Features.Datasets;

/// <summary>All formats that the program writes, found by a scan and ordered by name.</summary>
public static class DatasetCatalog
{
    public static IReadOnlyList<IDatasetWriter> Writers { get; } =
    [
        .. typeof(IDatasetWriter).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDatasetWriter)))
            .Select(type => (IDatasetWriter)Activator.CreateInstance(type)!)
            .OrderBy(writer => writer.Name, StringComparer.Ordinal),
    ];

    public static IDatasetWriter? FindWriter(string name) => Writers.FirstOrDefault(writer => writer.Name == name);
}
