namespace Workbench.Features.Personas;

/// <summary>What keeps an edited persona from being saved, each at the place where it shows.</summary>
public sealed record PersonaFormProblems(IReadOnlyDictionary<string, string> AtFields, IReadOnlyDictionary<PersonaEntry, string> AtEntries)
{
    public static PersonaFormProblems None { get; } = new(new Dictionary<string, string>(), new Dictionary<PersonaEntry, string>());

    public int Count => AtFields.Count + AtEntries.Count;
}
