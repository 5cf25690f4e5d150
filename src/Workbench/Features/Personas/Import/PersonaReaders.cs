namespace Workbench.Features.Personas.Import;

/// <summary>The formats that personas can be read from, found by a scan.</summary>
public static class PersonaReaders
{
    public static IReadOnlyList<IPersonaReader> All { get; } =
    [
        .. typeof(IPersonaReader).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IPersonaReader)))
            .Select(t => (IPersonaReader)Activator.CreateInstance(t)!)
            .OrderBy(r => r.Format, StringComparer.Ordinal),
    ];

    /// <exception cref="ArgumentException">No such format; the message lists those that exist.</exception>
    public static IPersonaReader Get(string format) => All.FirstOrDefault(r => r.Format == format)
        ?? throw new ArgumentException($"There is no format '{format}' for personas. There are: {string.Join(", ", All.Select(r => r.Format))}.", nameof(format));

    /// <summary>The format that a file looks like; null where none fits or several do.</summary>
    public static IPersonaReader? Guess(string fileName, string text)
    {
        var firstLine = text.TrimStart('\uFEFF').Split('\n').FirstOrDefault(l => !string.IsNullOrWhiteSpace(l), "").Trim();
        var fitting = All.Where(r => r.Recognizes(fileName, firstLine)).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }
}
