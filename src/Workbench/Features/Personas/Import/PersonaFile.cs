using Workbench.Shared.Library;

namespace Workbench.Features.Personas.Import;

/// <summary>What a file of personas holds: those that can be kept, and what stands in the way of the others.</summary>
public sealed record PersonaFile(IReadOnlyList<PersonaLine> Personas, IReadOnlyList<LineProblem> Problems)
{
    /// <summary>Fields that the schema does not know, which are kept and exported again, with the number of personas that have one.</summary>
    public IReadOnlyList<(string Field, int Count)> UnknownFields() =>
        [.. Personas.SelectMany(p => p.Persona.Unknown.Keys).GroupBy(k => k, StringComparer.Ordinal).Select(g => (g.Key, g.Count())).OrderBy(g => g.Key, StringComparer.Ordinal)];
}
