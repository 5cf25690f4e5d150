namespace Workbench.Methods.Personalization;

/// <summary>What a technique made of a persona and a prompt.</summary>
/// <param name="Messages">The exact messages to send, in order.</param>
/// <param name="ItemsShown">Ids of the persona items that stand in them (<see cref="Personas.Persona.Identified"/>).</param>
public sealed record ComposedPrompt(IReadOnlyList<PromptMessage> Messages, IReadOnlyList<string> ItemsShown);
