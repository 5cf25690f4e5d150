using System.Text.RegularExpressions;
using Workbench.Methods.Personas;

namespace Workbench.Features.Personas.Import;

/// <summary>
/// Persona Hub and its kin (Ge et al. 2024, arXiv 2406.20094; PersonaGym, Samuel et al. 2024, arXiv 2407.18416): one
/// sentence a persona. The sentence stays the description, word for word; age, place and trade stay empty, because
/// reading them out of a sentence would be guessing.
/// </summary>
public sealed partial class PersonaHubReader : IPersonaReader
{
    private const int MostNameWords = 8;
    private const int MostNameCharacters = 70;

    public string Name => "personahub";

    public string Label => "Persona Hub";

    public string Sentence => "One sentence a line: {\"persona\": \"A beekeeper from …\"}. The name is made from its first words.";

    public bool Recognizes(string fileName, string firstLine) => JsonLines.IsObject(firstLine, with: "persona", without: "name");

    public PersonaFile Read(string text) => JsonLines.Read(text, line =>
    {
        var persona = PersonaJson.Read(line);
        if (persona.Value("description") is not { } sentence)
            throw new FormatException("persona: the sentence is missing");
        return persona.Name.Length > 0 ? persona : persona with { Name = NameFrom(sentence) };
    });

    /// <summary>The first words up to a natural stop, without the article: a handle to find the persona by, not a name that somebody bears.</summary>
    public static string NameFrom(string sentence)
    {
        var start = Stop().Split(Article().Replace(sentence.Trim(), "", 1), 2)[0].Trim();
        var words = start.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words.Take(MostNameWords));
        var cut = words.Length > MostNameWords;
        if (name.Length > MostNameCharacters)
            (name, cut) = (name[..(char.IsHighSurrogate(name[MostNameCharacters - 1]) ? MostNameCharacters - 1 : MostNameCharacters)], true);
        if (name.Length == 0)
            return "Persona";
        return char.ToUpperInvariant(name[0]) + name[1..].TrimEnd() + (cut ? "…" : "");
    }

    [GeneratedRegex(@"^(an?|the)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    // A comma, a full stop and the like end a first phrase; a decimal point or a hyphen does not.
    [GeneratedRegex(@"[,;:，。、،]|[.!?](\s|$)| who | that ")]
    private static partial Regex Stop();
}
