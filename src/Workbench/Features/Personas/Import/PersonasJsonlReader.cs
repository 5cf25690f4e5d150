using Workbench.Methods.Personas;

namespace Workbench.Features.Personas.Import;

/// <summary>The canonical format, which the export writes.</summary>
public sealed class PersonasJsonlReader : IPersonaReader
{
    public string Name => "personas-jsonl";

    public string Label => "Personas (JSON Lines)";

    public string Sentence => "One persona a line: {\"name\": …, \"age\": …, \"documents\": [{\"title\": …, \"text\": …}]}.";

    public bool Recognizes(string fileName, string firstLine) => JsonLines.IsObject(firstLine, with: "name");

    public PersonaFile Read(string text) => JsonLines.Read(text, PersonaJson.Read);
}
