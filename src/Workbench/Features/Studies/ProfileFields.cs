using Workbench.Methods.Personas;

namespace Workbench.Features.Studies;

/// <summary>The persona fields that annotators fill in about themselves.</summary>
public static class ProfileFields
{
    /// <summary>What an answer can be written for, without asking who or where somebody is.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["age", "occupation", "languages", "interests", "goals", "style_note", "preferences"];

    public static IReadOnlyList<PersonaField> Of(AnnotationDesign design)
    {
        var keys = design.ProfileFields.Count == 0 ? Usual : design.ProfileFields;
        return [.. PersonaSchema.Fields.Where(f => keys.Contains(f.Key))];
    }

    /// <summary>Somebody who stands for all participants where a request is previewed.</summary>
    public static Persona Example(AnnotationDesign design) => new()
    {
        Name = "r-abcd",
        Items = [.. Of(design).Select(f => new PersonaItem { Field = f.Key, Text = $"‹what they write under {f.Label.ToLowerInvariant()}›" })],
    };
}
