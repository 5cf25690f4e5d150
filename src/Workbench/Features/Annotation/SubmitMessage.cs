using System.Globalization;
using System.Text.Json;
using Workbench.Data;

namespace Workbench.Features.Annotation;

/// <summary>What the browser sends when an annotator submits; it is also the draft that the browser keeps.</summary>
internal sealed record SubmitMessage
{
    private const string ReasonPrefix = "reason:";

    public Guid Assignment { get; init; }
    public Guid Submission { get; init; }
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    public double? Seconds { get; init; }
    public int? Changes { get; init; }
    public double? First { get; init; }
    public int? Persona { get; init; }
    public bool? Shown { get; init; }
    public bool Differences { get; init; }
    public IReadOnlyList<HighlightedSpan> Spans { get; init; } = [];

    /// <exception cref="ArgumentException">Not what our page sends; the message says why.</exception>
    public static Submission Read(string json)
    {
        SubmitMessage message;
        try
        {
            message = JsonSerializer.Deserialize<SubmitMessage>(json, JsonColumn.Options) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new ArgumentException("The answer could not be read. Reload the page and answer again.", nameof(json), error);
        }
        if (message.Submission == Guid.Empty)
            throw new ArgumentException("The answer carries no id.", nameof(json));
        return new()
        {
            Id = message.Submission,
            AssignmentId = message.Assignment,
            Answers = message.Answers.ToDictionary(
                a => a.Key,
                a => CriterionAnswer.Parse(a.Value) ?? throw new ArgumentException($"'{a.Value}' is no answer.", nameof(json))),
            Rationale = message.Fields.GetValueOrDefault("rationale") is { } why && !string.IsNullOrWhiteSpace(why) ? why.Trim() : null,
            Certainty = int.TryParse(message.Fields.GetValueOrDefault("certainty"), NumberStyles.None, CultureInfo.InvariantCulture, out var certainty) ? certainty : null,
            Details = new()
            {
                Reasons = [.. message.Fields.Keys.Where(k => k.StartsWith(ReasonPrefix, StringComparison.Ordinal)).Select(k => k[ReasonPrefix.Length..])],
                Flag = message.Fields.ContainsKey("flag") ? "flagged" : null,
                Changes = message.Changes,
                FirstMark = message.First,
                PersonaOpened = message.Persona,
                PersonaShown = message.Shown,
                DifferencesShown = message.Differences,
                Spans = message.Spans,
            },
            Seconds = message.Seconds,
            Draft = json,
        };
    }
}
