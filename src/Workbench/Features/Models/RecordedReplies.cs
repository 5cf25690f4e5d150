using System.Text.Json;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Methods.Personalization;
using Workbench.Methods.Personas;
using Workbench.Shared;

namespace Workbench.Features.Models;

/// <summary>
/// The texts of the sample study, by the exact request that each one answers. It never makes anything up: a request
/// that is not among them has no answer here.
/// </summary>
public sealed class RecordedReplies(ContentRoot root, ILogger<RecordedReplies> logger)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _texts = new(() => Read(root.SeedData, logger));

    /// <summary>How many requests it can answer.</summary>
    public int Count => _texts.Value.Count;

    /// <summary>Whether the request with this <see cref="ModelRequest.Hash"/> has a recorded text.</summary>
    public bool CanAnswer(string requestHash) => _texts.Value.ContainsKey(requestHash);

    /// <summary>The recorded text, or null.</summary>
    public string? Find(string requestHash) => _texts.Value.GetValueOrDefault(requestHash);

    private static Dictionary<string, string> Read(string folder, ILogger logger)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var outputs = Path.Combine(folder, "sample-study", "outputs.jsonl");
        if (!File.Exists(outputs))
        {
            logger.LogInformation("There are no recorded outputs at {Path}; the recorded model knows nothing", outputs);
            return texts;
        }
        var personas = Lines(Path.Combine(folder, "personas.jsonl")).ToDictionary(Id, PersonaJson.Read, StringComparer.Ordinal);
        var prompts = Lines(Path.Combine(folder, "prompts.jsonl")).ToDictionary(Id, line => line.GetProperty("text").GetString()!, StringComparer.Ordinal);
        var nobody = new Persona { Name = "", Items = [] };
        foreach (var line in Lines(outputs))
        {
            var condition = new ConditionDesign
            {
                Name = line.GetProperty("condition").GetString()!,
                Technique = line.GetProperty("condition").GetString() == "non-personalized" ? Techniques.All[0].Key : "persona_prompt",
                Model = RecordedEndpoint.Model,
            };
            var persona = line.GetProperty("persona").GetString() is { } id ? personas[id] : nobody;
            var planned = PlannedRequest.Compose(condition, ModelRequest.RecordedAddress, persona, prompts[line.GetProperty("prompt").GetString()!], sample: 0);
            texts[planned.Request.Hash()] = line.GetProperty("text").GetString()!;
        }
        return texts;
    }

    private static string Id(JsonElement line) => line.GetProperty("id").GetString()!;

    private static IEnumerable<JsonElement> Lines(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line));
}
