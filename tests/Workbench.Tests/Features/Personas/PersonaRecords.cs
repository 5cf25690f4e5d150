using Workbench.Features.Personas;
using Workbench.Methods.Personas;

namespace Workbench.Tests.Features.Personas;

internal static class PersonaRecords
{
    /// <summary>Equal to the last byte of the persona; records compare lists by reference only.</summary>
    public static IEqualityComparer<PersonaRecord?> Same { get; } = EqualityComparer<PersonaRecord?>.Create(
        (a, b) => Text(a) == Text(b), r => Text(r).GetHashCode(StringComparison.Ordinal));

    private static string Text(PersonaRecord? r) => r is null ? "" : $"{r.Id} {r.Version} {r.Source} {r.SampleId} {r.CreatedAt:O} {r.UpdatedAt:O} {r.DeletedAt:O} {PersonaJson.Write(r.Persona)}";
}
