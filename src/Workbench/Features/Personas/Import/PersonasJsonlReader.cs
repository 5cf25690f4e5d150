using Workbench.Methods.Personas;

namespace Workbench.Features.Personas.Import;

/// <summary>The canonical format, which the export writes.</summary>
public sealed class PersonasJsonlReader : IPersonaReader
{
    public string Format => "personas-jsonl";

    public string Name => "Personas (JSON Lines)";

    public string Summary => "One persona a line: {\"name\": …, \"age\": …, \"documents\": [{\"title\": …, \"text\": …}]}.";

    public bool Recognizes(string fileName, string firstLine) => JsonLines.IsObject(firstLine, with: "name");

    public PersonaFile Read(string text) => JsonLines.Read(text, PersonaJson.Read);
}
