using System.Globalization;
using System.Text;

namespace Workbench.Methods.Personas;

/// <summary>A described user: a name and the items known about them, in schema order.</summary>
public sealed record Persona
{
    /// <summary>Name on screens; it need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>Everything known, grouped by field in schema order; within a field in the order given.</summary>
    public required IReadOnlyList<PersonaItem> Items { get; init; }

    /// <summary>Fields of an imported file that the schema does not know, as raw JSON by name: kept and exported again.</summary>
    public IReadOnlyDictionary<string, string> Unknown { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The one value of a single field, or null.</summary>
    /// <param name="field">Key of the field.</param>
    public string? Value(string field) => Items.FirstOrDefault(i => i.Field == field)?.Text;

    /// <summary>All items of a field, in order.</summary>
    /// <param name="field">Key of the field.</param>
    public IEnumerable<PersonaItem> Of(string field) => Items.Where(i => i.Field == field);

    /// <summary>
    /// Items with their ids: the field's key for a single value, else key, slash and the position from 1. Ids are
    /// stable within one version of a persona.
    /// </summary>
    public IEnumerable<(string Id, PersonaItem Item)> Identified()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in Items)
        {
            var position = seen[item.Field] = seen.GetValueOrDefault(item.Field) + 1;
            yield return (PersonaSchema.Get(item.Field).IsSingle ? item.Field : $"{item.Field}/{position}", item);
        }
    }

    /// <summary>The same persona with trimmed values, without empty items and without what a field cannot hold, in schema order.</summary>
    public Persona Normalized() => this with
    {
        Name = Clean(Name) ?? "",
        Items = [.. PersonaSchema.Fields.SelectMany(field => Of(field.Key)
            .Select(i => Normalized(field, i))
            .Where(i => i.Text.Length > 0)
            .Take(field.IsSingle ? 1 : int.MaxValue))],
    };

    private static PersonaItem Normalized(PersonaField field, PersonaItem item)
    {
        var text = Clean(item.Text) ?? "";
        if (field.Kind == PersonaFieldKind.Number && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            text = number.ToString(CultureInfo.InvariantCulture);
        var plain = new PersonaItem { Field = field.Key, Text = text };
        return field.Kind switch
        {
            PersonaFieldKind.Line or PersonaFieldKind.Paragraph or PersonaFieldKind.Number or PersonaFieldKind.Statements => plain,
            PersonaFieldKind.Documents or PersonaFieldKind.Interactions => plain with { Title = Clean(item.Title), Date = item.Date, Extra = item.Extra },
            PersonaFieldKind.Pairs => plain with { Title = Clean(item.Title), Date = item.Date, Rejected = Clean(item.Rejected), Extra = item.Extra },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field.Kind, "unknown kind of field"),
        };
    }

    /// <summary>What is wrong with the persona, each problem at its field; empty when nothing is.</summary>
    public IEnumerable<PersonaProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return new("name", null, "a persona needs a name.");
        else if (Name.Trim().Length > PersonaSchema.MaxNameLength)
            yield return new("name", null, $"{Name.Trim().Length} characters; at most {PersonaSchema.MaxNameLength} fit.");
        foreach (var problem in Items.GroupBy(i => i.Field).SelectMany(ProblemsOf))
            yield return problem;
    }

    private static IEnumerable<PersonaProblem> ProblemsOf(IGrouping<string, PersonaItem> group)
    {
        if (PersonaSchema.Find(group.Key) is not { } field)
            return [new(group.Key, null, "there is no such field.")];
        IEnumerable<PersonaProblem> tooMany = group.Count() > field.MaxItems
            ? [new(field.Key, null, string.Create(CultureInfo.InvariantCulture, $"{group.Count():N0} entries; at most {field.MaxItems:N0} fit."))]
            : [];
        return tooMany.Concat(group.SelectMany((item, position) => ProblemsOf(field, item).Select(message => new PersonaProblem(field.Key, position, message))));
    }

    private static IEnumerable<string> ProblemsOf(PersonaField field, PersonaItem item)
    {
        if (field.Kind == PersonaFieldKind.Number && !int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            yield return $"'{item.Text}' is not a whole number.";
            yield break;
        }
        var length = Math.Max(item.Text.Length, item.Rejected?.Length ?? 0);
        if (length > field.MaxLength)
            yield return string.Create(CultureInfo.InvariantCulture, $"{length:N0} characters; at most {field.MaxLength:N0} fit.");
        if (item.Title?.Length > TitleLimit(field))
            yield return string.Create(CultureInfo.InvariantCulture, $"the {TitleWord(field)} has {item.Title.Length:N0} characters; at most {TitleLimit(field):N0} fit.");
        if (field.Kind == PersonaFieldKind.Pairs && (item.Title is null || item.Rejected is null))
            yield return "a choice needs its prompt, the chosen and the rejected answer.";
    }

    private static int TitleLimit(PersonaField field) => field.Kind == PersonaFieldKind.Pairs ? field.MaxLength : PersonaSchema.MaxTitleLength;

    private static string TitleWord(PersonaField field) => field.Kind == PersonaFieldKind.Pairs ? "prompt" : "title";

    /// <summary>Trimmed, and half surrogate pairs replaced, which no file could hold.</summary>
    private static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return sound.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }
}
