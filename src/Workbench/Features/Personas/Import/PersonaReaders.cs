using Workbench.Features.Datasets;

namespace Workbench.Features.Personas.Import;

/// <summary>The formats that personas can be read from.</summary>
public static class PersonaReaders
{
    public static IReadOnlyList<IPersonaReader> All { get; } = [.. DatasetFormats.All.OfType<IPersonaReader>()];

    public static IPersonaReader? Find(string name) => All.FirstOrDefault(r => r.Name == name);

    /// <summary>The format that a file looks like; null where none fits or several do.</summary>
    public static IPersonaReader? Guess(string fileName, string text)
    {
        var firstLine = text.TrimStart('\uFEFF').Split('\n').FirstOrDefault(l => !string.IsNullOrWhiteSpace(l), "").Trim();
        var fitting = All.Where(r => r.Recognizes(fileName, firstLine)).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }
}
