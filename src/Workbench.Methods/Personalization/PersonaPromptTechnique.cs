using Workbench.Methods.Personas;

namespace Workbench.Methods.Personalization;

/// <summary>
/// Persona-based prompting: a description of the person stands in the system message (the survey's prompting family,
/// Zhang et al. 2025, arXiv 2411.00027). Nothing but the description differs from <see cref="NoTechnique"/>.
/// </summary>
public sealed class PersonaPromptTechnique : ITechnique
{
    /// <inheritdoc/>
    public string Key => "persona_prompt";

    /// <inheritdoc/>
    public string Name => "Persona prompt";

    /// <inheritdoc/>
    public string Summary => "The system message describes the person; the model is asked to use what helps.";

    /// <inheritdoc/>
    public string TemplateVersion => "persona-prompt-1";

    /// <inheritdoc/>
    public bool UsesPersona => true;

    /// <inheritdoc/>
    public IReadOnlyList<TechniqueParameter> Parameters { get; } =
    [
        new("fields", "What the model is told", "The persona fields that stand in the system message.",
            string.Join(',', PersonaSchema.Fields.Where(f => f.InPersonaPrompt).Select(f => f.Key)))
        {
            Options = [.. PersonaSchema.Fields.Select(f => (f.Key, f.Label))],
            Several = true,
        },
    ];

    /// <inheritdoc/>
    public ComposedPrompt Compose(Persona persona, string prompt, IReadOnlyDictionary<string, string> parameters)
    {
        var fields = parameters.GetValueOrDefault("fields", Parameters[0].Default)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(key => PersonaSchema.Find(key)?.Key ?? throw new ArgumentException($"fields: there is no persona field '{key}'.", nameof(parameters)))
            .ToHashSet(StringComparer.Ordinal);
        var (description, shown) = PersonaRendering.Render(persona, fields);
        description = Fence.Inside("person", description);
        var system = $"""
            You are answering the person described below. Let what you know about them shape the answer where it helps with this request, and leave it out where it does not. Do not say that you were given a description.

            <person>
            {description}
            </person>
            """;
        return new([new PromptMessage("system", system.ReplaceLineEndings("\n")), new PromptMessage("user", prompt)], shown);
    }
}
