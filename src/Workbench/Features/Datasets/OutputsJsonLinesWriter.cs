using System.Globalization;
using System.Text.Json;
using Workbench.Features.Generation;
using Workbench.Jobs;
using Workbench.Methods.Personalization;

namespace Workbench.Features.Datasets;

/// <summary>Every generated text with how it came about.</summary>
public sealed class OutputsJsonLinesWriter : IDatasetWriter
{
    public string Name => "outputs-jsonl";

    public string Sentence => "Every generated text with the exact messages, the persona items shown, model, settings, tokens and time.";

    public string FileName => "outputs.jsonl";

    public string MediaType => "application/jsonl";

    public string RowName => "outputs";

    public IReadOnlyList<DatasetField> Fields { get; } =
    [
        new("id", "string", "id of the output, as in the judgments"),
        new("study", "string", "id of the study"),
        new("persona", "string", "name of the persona, unique within the study"),
        new("persona_id", "string", "id of the persona"),
        new("persona_version", "int64", "version that the study froze"),
        new("prompt_id", "string", "id of the prompt, as prompt in the judgments"),
        new("prompt_category", "string", "category of the prompt"),
        new("prompt", "string", "what the user asks"),
        new("condition", "string", "name of the condition"),
        new("technique", "string", "how the persona entered the context"),
        new("parameters", null, "parameters of the technique"),
        new("decoding", null, "decoding settings; absent ones were left to the server"),
        new("sample", "int64", "which sample, from 0"),
        new("messages", null, "the exact messages sent; empty where they hold what a participant wrote and the study does not export that, or where it was erased"),
        new("items_shown", null, "ids of the persona items in the messages"),
        new("text", "string", "the generated text"),
        new("requested_model", "string", "the model that was asked for"),
        new("model", "string", "the model that the server says answered"),
        new("origin", "string", "model, cache, recorded (written by hand for the sample, no evidence about any model), imported"),
        new("finish_reason", "string", "why the text ends"),
        new("fingerprint", "string", "the server's fingerprint"),
        new("input_tokens", "int64", "tokens read"),
        new("output_tokens", "int64", "tokens written"),
        new("latency_ms", "int64", "milliseconds from request to reply"),
        new("cost", "float64", "in the endpoint's own unit"),
        new("request_hash", "string", "SHA-256 of the whole request"),
        new("created_at", "string", "when it was finished, UTC"),
    ];

    public async Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct)
    {
        using var lines = new JsonLines(stream);
        var states = new SortedDictionary<WorkState, int>();
        await foreach (var output in source.OutputsAsync().WithCancellation(ct))
        {
            if (output.State == WorkState.Done)
                lines.Write(json => Write(json, source, output));
            else
                states[output.State] = states.GetValueOrDefault(output.State) + 1;
        }

        return new(lines.Rows, [.. states.Select(state => new LeftOut(Reason(state.Key), state.Value))]);
    }

    private static void Write(Utf8JsonWriter json, StudySource source, Output output)
    {
        var condition = source.Conditions[output.ConditionId];
        var prompt = source.Prompts[output.StudyPromptId];
        json.WriteString("id", output.Id.ToString("D"));
        json.WriteString("study", source.Study.Id.ToString("D"));
        json.WriteString("persona", source.Labels[output.StudyPersonaId]);
        json.WriteString("persona_id", source.PersonaKey(output.StudyPersonaId));
        json.WriteNumber("persona_version", source.Personas[output.StudyPersonaId].Version);
        json.WriteString("prompt_id", source.PromptKey(output.StudyPromptId));
        json.WriteString("prompt_category", prompt.Category);
        json.WriteString("prompt", prompt.Text);
        json.WriteString("condition", condition.Name);
        json.WriteString("technique", condition.Design.Technique);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in condition.Design.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
        WriteDecoding(json, condition.Design.Decoding);
        json.WriteNumber("sample", output.Sample);
        WriteMessages(json, "messages", source.IsWithheld(output.StudyPersonaId) && condition.IsPersonalized ? [] : output.Messages ?? []);
        json.WriteStartArray("items_shown");
        foreach (var item in output.ItemsShown ?? [])
            json.WriteStringValue(item);
        json.WriteEndArray();
        json.WriteString("text", output.Text);
        json.WriteString("requested_model", condition.Design.Model);
        WriteKnown(json, output);
    }

    private static void WriteDecoding(Utf8JsonWriter json, Studies.Decoding decoding)
    {
        json.WriteStartObject("decoding");
        if (decoding.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (decoding.TopP is { } topP)
            json.WriteNumber("top_p", topP);
        if (decoding.MaxOutputTokens is { } most)
            json.WriteNumber("max_output_tokens", most);
        json.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter json, Output output)
    {
        Text("model", output.Model);
        Text("origin", output.Origin is { } origin ? JsonNamingPolicy.SnakeCaseLower.ConvertName(origin.ToString()) : null);
        Text("finish_reason", output.FinishReason);
        Text("fingerprint", output.Fingerprint);
        Number("input_tokens", output.InputTokens);
        Number("output_tokens", output.OutputTokens);
        Number("latency_ms", output.LatencyMilliseconds);
        if (output.Cost is { } cost)
            json.WriteNumber("cost", cost);
        Text("request_hash", output.RequestHash == Output.Erased ? null : output.RequestHash);
        Text("created_at", output.FinishedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

        void Text(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }

        void Number(string name, int? value)
        {
            if (value is { } number)
                json.WriteNumber(name, number);
        }
    }

    internal static void WriteMessages(Utf8JsonWriter json, string name, IReadOnlyList<PromptMessage> messages)
    {
        json.WriteStartArray(name);
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteString("content", message.Content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Reason(WorkState state) => state switch
    {
        WorkState.Planned or WorkState.Claimed => "not generated yet",
        WorkState.Failed => "failed",
        WorkState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
