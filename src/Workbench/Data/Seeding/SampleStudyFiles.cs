using System.Text.Json;
using Workbench.Features.Prompts;
using Workbench.Methods.Judging;
using Workbench.Methods.Judgments;
using Workbench.Methods.Personas;

namespace Workbench.Data.Seeding;

/// <summary>The files of <c>seed-data/</c>, read once. Their card says who wrote them and what they are not.</summary>
public sealed class SampleStudyFiles(string folder)
{
    /// <summary>Seed of the simulated judgments that ship with the program.</summary>
    public const int Seed = 20261123;

    public const string NonPersonalized = "non-personalized";
    public const string PersonaPrompt = "persona-prompt";

    public string JudgmentsPath => Path.Combine(folder, "sample-study", "judgments.jsonl");

    public IReadOnlyDictionary<string, Persona> Personas() =>
        Lines("personas.jsonl").ToDictionary(Id, PersonaJson.Read, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, PromptDraft> Prompts() => Lines("prompts.jsonl").ToDictionary(Id, line => new PromptDraft
    {
        Text = line.GetProperty("text").GetString()!,
        Category = line.GetProperty("category").GetString()!,
        Note = $"Expected to {line.GetProperty("expectation").GetString() switch { "help" => "help", "hurt" => "hurt", _ => "make no difference" }}: {line.GetProperty("note").GetString()}",
    }, StringComparer.Ordinal);

    /// <summary>Sample ids of the study's personas and prompts, in order.</summary>
    public (IReadOnlyList<string> Personas, IReadOnlyList<string> Prompts) Study()
    {
        var about = About();
        return (Strings(about, "personas"), Strings(about, "prompts"));
    }

    /// <summary>The judgments that the simulation gives for the study: what the shipped file holds, made anew.</summary>
    public IEnumerable<Judgment> Simulate()
    {
        var (personas, prompts) = Study();
        var appeals = About().GetProperty("per_text").EnumerateArray().ToDictionary(
            e => (e.GetProperty("persona").GetString()!, e.GetProperty("prompt").GetString()!), e => e.GetProperty("appeal").GetDouble());
        var items = (from persona in personas from prompt in prompts select (persona, prompt)).ToList();
        foreach (var verdict in new SimulatedRaters { Seed = Seed }.Judge(items.ConvertAll(i => appeals[i])))
        {
            var (persona, prompt) = items[verdict.Item];
            var (left, right) = verdict.FirstIsLeft ? (NonPersonalized, PersonaPrompt) : (PersonaPrompt, NonPersonalized);
            yield return new Judgment
            {
                Item = $"{persona}/{prompt}",
                Left = left,
                Right = right,
                Choice = verdict.Outcome == 0 ? Choice.Tie : verdict.Outcome > 0 == verdict.FirstIsLeft ? Choice.Right : Choice.Left,
                Rater = $"simulated-{verdict.Rater + 1}",
                RaterKind = RaterKind.Human,
                Persona = persona,
                Prompt = prompt,
                Perspective = Perspective.ThirdParty,
                Seconds = Math.Round(verdict.Seconds, 1),
                Extra = new Dictionary<string, JsonElement> { ["simulated"] = JsonElement.Parse("true"), ["seed"] = JsonElement.Parse($"{Seed}") },
            };
        }
    }

    private JsonElement About() => JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "sample-study", "about.json")));

    private IEnumerable<JsonElement> Lines(string name) =>
        File.ReadLines(Path.Combine(folder, name)).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line));

    private static string Id(JsonElement line) => line.GetProperty("id").GetString()!;

    private static List<string> Strings(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
}
