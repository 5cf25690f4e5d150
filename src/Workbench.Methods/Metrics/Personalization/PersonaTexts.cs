namespace Workbench.Methods.Metrics.Personalization;

/// <summary>All outputs of one system for one prompt.</summary>
/// <typeparam name="T">A text, in the form that the distance takes.</typeparam>
/// <param name="Prompt">Name of the prompt.</param>
/// <param name="Personas">For each persona its outputs; several where the same persona was sampled repeatedly.</param>
public sealed record PersonaTexts<T>(string Prompt, IReadOnlyList<IReadOnlyList<T>> Personas);
