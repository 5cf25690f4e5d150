namespace Workbench.Methods.Personas;

/// <summary>
/// The fields of a persona: the survey's user data P_u with its static attributes, documents, interactions, stated
/// and pairwise preferences (Zhang et al. 2025, arXiv 2411.00027, section on the formalization of user data).
/// To add a field, add one entry here: editor, list, prompt rendering, import and export loop over it.
/// </summary>
public static class PersonaSchema
{
    /// <summary>All fields in the order in which screens, prompts and files show them.</summary>
    public static IReadOnlyList<PersonaField> Fields { get; } =
    [
        new("description", "In short", PersonaFieldKind.Paragraph, "One sentence that introduces the person") { MaxLength = 1_000, InPersonaPrompt = true, Aliases = ["persona", "summary"], OwnLabel = "You in short", OwnHint = "One sentence that introduces you" },
        new("age", "Age", PersonaFieldKind.Number, "Years") { MaxLength = 3, InPersonaPrompt = true, InList = true },
        new("place", "Place", PersonaFieldKind.Line, "City and country") { InPersonaPrompt = true, InList = true, Aliases = ["location", "city"] },
        new("occupation", "Occupation", PersonaFieldKind.Line, "What fills the working day") { InPersonaPrompt = true, InList = true, Aliases = ["job", "profession"], OwnHint = "What fills your working day" },
        new("education", "Education", PersonaFieldKind.Line, "Formal or not") { InPersonaPrompt = true },
        new("languages", "Languages", PersonaFieldKind.Line, "Languages, strongest first") { InPersonaPrompt = true, InList = true },
        new("household", "Household", PersonaFieldKind.Line, "Who they live with") { InPersonaPrompt = true, OwnHint = "Who you live with" },
        new("interests", "Interests", PersonaFieldKind.Line, "What they do unasked") { MaxLength = 400, InPersonaPrompt = true, Aliases = ["hobbies", "hobbies_and_interests"], OwnHint = "What you do unasked" },
        new("values", "Values", PersonaFieldKind.Line, "What matters to them") { MaxLength = 400, InPersonaPrompt = true, OwnHint = "What matters to you" },
        new("goals", "Goals", PersonaFieldKind.Line, "What they are working towards") { MaxLength = 400, InPersonaPrompt = true, Aliases = ["career_goals_and_ambitions"], OwnHint = "What you are working towards" },
        new("style_note", "How they like answers", PersonaFieldKind.Paragraph, "Length, tone, level, habits to respect or avoid") { MaxLength = 1_000, InPersonaPrompt = true, Aliases = ["style"], OwnLabel = "How you like answers" },
        new("preferences", "Preferences", PersonaFieldKind.Statements, "One stated preference a line") { MaxLength = 400, MaxItems = 40, InPersonaPrompt = true, Aliases = ["stated_preferences"] },
        new("documents", "Texts they wrote", PersonaFieldKind.Documents, "A text in their own voice") { MaxLength = 12_000, MaxItems = 200, Aliases = ["texts"], OwnLabel = "Texts you wrote", OwnHint = "A text in your own voice" },
        new("interactions", "Interactions", PersonaFieldKind.Interactions, "What they asked an assistant, and what became of it") { MaxLength = 4_000, MaxItems = 500, Aliases = ["history"], OwnHint = "What you asked an assistant, and what became of it" },
        new("pairwise", "Choices they made", PersonaFieldKind.Pairs, "Which of two answers they took") { MaxLength = 8_000, MaxItems = 200, Aliases = ["pairwise_preferences"], OwnLabel = "Choices you made", OwnHint = "Which of two answers you took" },
    ];

    /// <summary>Longest name of a persona, in UTF-16 characters.</summary>
    public const int MaxNameLength = 120;

    /// <summary>Longest title of a document, in UTF-16 characters.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>The field of that key or alias, or null.</summary>
    /// <param name="key">Key or alias, case-insensitive; spaces and dashes count as underscores.</param>
    public static PersonaField? Find(string key)
    {
        var wanted = key.Trim().Replace(' ', '_').Replace('-', '_');
        return Fields.FirstOrDefault(f => string.Equals(f.Key, wanted, StringComparison.OrdinalIgnoreCase))
            ?? Fields.FirstOrDefault(f => f.Aliases.Contains(wanted, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The field of that key.</summary>
    /// <param name="key">An exact key.</param>
    /// <exception cref="ArgumentException">No such field.</exception>
    public static PersonaField Get(string key) =>
        Fields.FirstOrDefault(f => f.Key == key) ?? throw new ArgumentException($"There is no persona field '{key}'.", nameof(key));
}
