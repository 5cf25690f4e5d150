namespace Workbench.Features.Datasets;

/// <summary>All dataset formats of the program, found by a scan.</summary>
public static class DatasetFormats
{
    public static IReadOnlyList<IDatasetFormat> All { get; } =
    [
        .. typeof(DatasetFormats).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDatasetFormat)) && type.GetConstructor([]) is not null)
            .Select(type => (IDatasetFormat)Activator.CreateInstance(type)!)
            .OrderBy(format => format.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<IDatasetWriter> Writers { get; } = [.. All.OfType<IDatasetWriter>()];

    public static IReadOnlyList<IJudgmentReader> JudgmentReaders { get; } =
        [.. All.OfType<IJudgmentReader>().OrderByDescending(reader => reader.Precedence)];

    /// <summary>The writer of a name, or null.</summary>
    public static IDatasetWriter? FindWriter(string name) => Writers.FirstOrDefault(writer => writer.Name == name);

    /// <summary>The judgment reader of a name, or null.</summary>
    public static IJudgmentReader? FindJudgmentReader(string name) => JudgmentReaders.FirstOrDefault(reader => reader.Name == name);
}
