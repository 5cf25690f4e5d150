using Workbench.Methods.Personas;

namespace Workbench.Methods.Personalization;

/// <summary>
/// How a persona enters the model's context: (persona, prompt, parameters) → messages and the items used. Techniques
/// are pure and deterministic; implementations are found by a scan of this assembly, so adding one is adding a class.
/// </summary>
public interface ITechnique
{
    /// <summary>Name in files and conditions, lower snake case; never changes.</summary>
    string Key { get; }

    /// <summary>Name on screens.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence for a newcomer.</summary>
    string Summary { get; }

    /// <summary>Version of the messages it writes; changes whenever the same input would give other messages.</summary>
    string TemplateVersion { get; }

    /// <summary>Whether the messages depend on the persona: decides what counts as personalized.</summary>
    bool UsesPersona { get; }

    /// <summary>Its parameters, in the order of the editor.</summary>
    IReadOnlyList<TechniqueParameter> Parameters { get; }

    /// <summary>Composes the messages.</summary>
    /// <param name="persona">The person the answer is for.</param>
    /// <param name="prompt">What the user asks, verbatim.</param>
    /// <param name="parameters">Values by parameter key; missing ones take their default.</param>
    /// <exception cref="ArgumentException">A parameter has a value that the technique does not know; the message names it.</exception>
    ComposedPrompt Compose(Persona persona, string prompt, IReadOnlyDictionary<string, string> parameters);
}
