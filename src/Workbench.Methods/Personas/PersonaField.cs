namespace Workbench.Methods.Personas;

/// <summary>One entry of the <see cref="PersonaSchema"/>: everything the program knows about a persona field.</summary>
/// <param name="Key">Name in files and in item ids, lower snake case.</param>
/// <param name="Label">Name on screens and in rendered prompts.</param>
/// <param name="Kind">Shape of the values.</param>
/// <param name="Hint">What to write there, in a few words.</param>
public sealed record PersonaField(string Key, string Label, PersonaFieldKind Kind, string Hint)
{
    /// <summary>Label and hint where somebody fills the field in about themself; null where the usual ones do.</summary>
    public string? OwnLabel { get; init; }

    /// <inheritdoc cref="OwnLabel"/>
    public string? OwnHint { get; init; }

    /// <summary>Longest text of one value, in UTF-16 characters.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>Largest number of values; 1 for fields that hold one.</summary>
    public int MaxItems { get; init; } = 1;

    /// <summary>Whether the persona prompt shows the field unless the condition says otherwise.</summary>
    public bool InPersonaPrompt { get; init; }

    /// <summary>Whether the list of personas shows the field as a column.</summary>
    public bool InList { get; init; }

    /// <summary>Other names under which imports may find the field, lower snake case.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether the field holds one value, not a list of them.</summary>
    public bool IsSingle => Kind is PersonaFieldKind.Line or PersonaFieldKind.Paragraph or PersonaFieldKind.Number;
}
