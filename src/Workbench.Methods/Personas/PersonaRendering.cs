using System.Text;

namespace Workbench.Methods.Personas;

/// <summary>Renders chosen items of a persona as plain lines for a model's context.</summary>
public static class PersonaRendering
{
    /// <summary>One block of lines in schema order: single fields as <c>Label: value</c>, lists as a heading with dashes.</summary>
    /// <param name="persona">The persona.</param>
    /// <param name="fields">Keys of the fields to show; others are left out.</param>
    /// <returns>The text, and the ids of the items that stand in it.</returns>
    public static (string Text, IReadOnlyList<string> ItemIds) Render(Persona persona, IReadOnlySet<string> fields)
    {
        var text = new StringBuilder();
        var shown = new List<string>();
        text.Append("Name: ").Append(persona.Name).Append('\n');
        foreach (var group in persona.Identified().Where(i => fields.Contains(i.Item.Field)).GroupBy(i => i.Item.Field))
        {
            var field = PersonaSchema.Get(group.Key);
            if (!field.IsSingle)
                text.Append(field.Label).Append(":\n");
            foreach (var (id, item) in group)
            {
                shown.Add(id);
                text.Append(Line(field, item)).Append('\n');
            }
        }
        return (text.ToString().TrimEnd('\n'), shown);
    }

    private static string Line(PersonaField field, PersonaItem item) => field.Kind switch
    {
        PersonaFieldKind.Line or PersonaFieldKind.Paragraph or PersonaFieldKind.Number => $"{field.Label}: {item.Text}",
        PersonaFieldKind.Pairs => $"- Asked \"{item.Title}\", they took \"{item.Text}\" over \"{item.Rejected}\"",
        PersonaFieldKind.Statements or PersonaFieldKind.Interactions => $"- {item.Text}",
        PersonaFieldKind.Documents => item.Title is null ? $"- {item.Text}" : $"- {item.Title}: {item.Text}",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Kind, "unknown kind of field"),
    };
}
