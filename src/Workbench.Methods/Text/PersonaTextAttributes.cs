namespace Workbench.Methods.Text;

/// <summary>
/// Cuts a persona written as running text into attributes for <see cref="AttributeMentionDetector"/>: lines, sentences and
/// the parts of an enumeration, each an attribute of its own, named by its words; of <c>name: value</c> the value.
/// </summary>
/// <remarks>
/// Parts end at line breaks, <c>. ; , ! ?</c> (a point or comma only before white space or the end, so that 3.5 and e.g. <c>node.js</c> stay whole), bullets and the
/// word "and". A part that holds no content word is never found. Structured personas give better attributes than their text does.
/// </remarks>
public static class PersonaTextAttributes
{
    /// <summary>The attributes, in order, repeats left out.</summary>
    /// <param name="text">What is known about the persona, in words.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string text)
    {
        var found = new List<KeyValuePair<string, string>>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Split('\n', '\r'))
        {
            var at = line.IndexOf(": ", StringComparison.Ordinal);
            foreach (var part in Parts(at < 0 ? line : line[(at + 2)..]))
            {
                if (part.Length > 0 && seen.Add(part))
                    found.Add(new(part, part));
            }
        }
        return found;
    }

    private static IEnumerable<string> Parts(string line)
    {
        var start = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && !Ends(line, i))
                continue;
            foreach (var part in line[start..i].Split(" and ", StringSplitOptions.None))
                yield return part.Trim().TrimStart('-', '*', '•', ' ');
            start = i + 1;
        }
    }

    private static bool Ends(string line, int at) =>
        line[at] is ';' or '!' or '?' || (line[at] is '.' or ',' && (at + 1 == line.Length || char.IsWhiteSpace(line[at + 1])));
}
