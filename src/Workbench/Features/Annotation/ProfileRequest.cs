using Workbench.Methods.Personas;

namespace Workbench.Features.Annotation;

/// <summary>What an annotator is asked to write about themself.</summary>
/// <param name="Pseudonym">Stands in place of a name, for the model and in files.</param>
/// <param name="Fields">What is asked.</param>
/// <param name="IsExported">Whether exports of the study hold what they write.</param>
public sealed record ProfileRequest(string Pseudonym, IReadOnlyList<PersonaField> Fields, bool IsExported);
