using Workbench.Methods.Personas;

namespace Workbench.Features.Personas.Import;

/// <summary>A persona and the line of the file where it begins, from 1.</summary>
public sealed record PersonaLine(int Line, Persona Persona);
