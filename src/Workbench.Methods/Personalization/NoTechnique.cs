using Workbench.Methods.Personas;

namespace Workbench.Methods.Personalization;

/// <summary>The non-personalized condition: the prompt alone, P_u = ∅ (Zhang et al. 2025, arXiv 2411.00027).</summary>
public sealed class NoTechnique : ITechnique
{
    /// <inheritdoc/>
    public string Key => "none";

    /// <inheritdoc/>
    public string Name => "Non-personalized";

    /// <inheritdoc/>
    public string Summary => "The model sees the prompt and nothing about the person.";

    /// <inheritdoc/>
    public string TemplateVersion => "none-1";

    /// <inheritdoc/>
    public bool UsesPersona => false;

    /// <inheritdoc/>
    public IReadOnlyList<TechniqueParameter> Parameters => [];

    /// <inheritdoc/>
    public ComposedPrompt Compose(Persona persona, string prompt, IReadOnlyDictionary<string, string> parameters) =>
        new([new PromptMessage("user", prompt)], []);
}
