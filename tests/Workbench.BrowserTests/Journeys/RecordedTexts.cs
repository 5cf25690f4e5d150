using System.Text.Json;
using System.Text.RegularExpressions;
using Workbench.Testing.Surroundings;

namespace Workbench.BrowserTests.Journeys;

/// <summary>The texts of the sample study, by which a test that sees a rendered answer knows where it comes from.</summary>
internal sealed partial class RecordedTexts
{
    private readonly Dictionary<string, bool> _isPersonalized = [];

    private RecordedTexts()
    {
    }

    public static RecordedTexts Read()
    {
        var texts = new RecordedTexts();
        foreach (var line in File.ReadLines(RepositoryRoot.Combine("seed-data", "sample-study", "outputs.jsonl")))
        {
            var output = JsonElement.Parse(line);
            texts._isPersonalized[Letters(LanguageOfCode().Replace(output.GetProperty("text").GetString()!, ""))] = output.GetProperty("persona").ValueKind == JsonValueKind.String;
        }

        return texts;
    }

    /// <summary>Whether a text, as written or as rendered, is one of those that know the person; fails for any other text.</summary>
    public bool IsPersonalized(string text) => _isPersonalized[Letters(LanguageOfCode().Replace(text, ""))];

    /// <summary>Rendering takes marks and numbers of lists away; letters it leaves.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    [GeneratedRegex("(?<=```)[a-z]+")]
    private static partial Regex LanguageOfCode();
}
