using System.Globalization;
using Workbench.Methods.Personas;

namespace Workbench.Features.Personas;

/// <summary>A persona while somebody edits it: every field of the schema has its entries, filled or not.</summary>
public sealed class PersonaForm
{
    private readonly IReadOnlyDictionary<string, string> _unknown;

    private PersonaForm(IReadOnlyDictionary<string, string> unknown) => _unknown = unknown;

    public string Name { get; set; } = "";

    public IReadOnlyDictionary<string, List<PersonaEntry>> Entries { get; private init; } = new Dictionary<string, List<PersonaEntry>>();

    public static PersonaForm Of(Persona persona) => new(persona.Unknown)
    {
        Name = persona.Name,
        Entries = PersonaSchema.Fields.ToDictionary(f => f.Key, f => EntriesOf(f, persona.Of(f.Key).Select(PersonaEntry.Of))),
    };

    public static PersonaForm Empty() => Of(new Persona { Name = "", Items = [] });

    /// <summary>The form as a browser kept it: <c>name</c>, <c>age/0/text</c>, <c>documents/2/title</c> …</summary>
    /// <param name="kept">What the browser kept.</param>
    /// <param name="saved">The persona that the draft changes; its unknown fields stay.</param>
    public static PersonaForm FromDraft(IReadOnlyDictionary<string, string> kept, Persona saved) => new(saved.Unknown)
    {
        Name = kept.GetValueOrDefault("name", ""),
        Entries = PersonaSchema.Fields.ToDictionary(f => f.Key, f => EntriesOf(f, PersonaEntry.FromDraft(f.Key, kept))),
    };

    public Persona ToPersona() => new()
    {
        Name = Name,
        Items = [.. PersonaSchema.Fields.SelectMany(f => Filled(f.Key).Select(e => e.ToItem(f.Key)))],
        Unknown = _unknown,
    };

    /// <summary>What keeps it from being saved: the name's problem under <c>name</c>, the others at their entries.</summary>
    public PersonaFormProblems Problems()
    {
        var atEntries = new Dictionary<PersonaEntry, string>();
        var atFields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var problem in ToPersona().Problems())
        {
            if (problem.Entry is { } position)
                atEntries.TryAdd(Filled(problem.Field).ElementAt(position), Sentence(problem.Message));
            else
                atFields.TryAdd(problem.Field, Sentence(problem.Message));
        }
        foreach (var entry in Entries.Values.SelectMany(e => e).Where(e => e.Text.Trim().Length == 0 && e.HasMore))
            atEntries.TryAdd(entry, "The text itself is missing.");
        return new(atFields, atEntries);
    }

    private IEnumerable<PersonaEntry> Filled(string field) => Entries[field].Where(e => e.Text.Trim().Length > 0);

    private static List<PersonaEntry> EntriesOf(PersonaField field, IEnumerable<PersonaEntry> entries)
    {
        var list = entries.Take(field.IsSingle ? 1 : int.MaxValue).ToList();
        if (field.IsSingle && list.Count == 0)
            list.Add(new());
        return list;
    }

    private static string Sentence(string message) => string.Concat(message[..1].ToUpper(CultureInfo.InvariantCulture), message[1..]);
}
