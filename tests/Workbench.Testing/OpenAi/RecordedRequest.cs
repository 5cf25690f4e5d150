using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Testing.OpenAi;

/// <summary>One request as the test server received it.</summary>
public sealed class RecordedRequest
{
    private int _completed;

    public required int Number { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string RawBody { get; init; }

    /// <summary>The parsed body; undefined for a request without one or with one that is no JSON.</summary>
    public required JsonElement Body { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The whole reply was handed to the caller; false while under way, when cut and when the caller gave up.</summary>
    public bool Completed => Volatile.Read(ref _completed) == 1;

    public int StatusCode { get; internal set; }

    public bool IsChat => Path.EndsWith("/chat/completions", StringComparison.Ordinal);

    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    public string Model => Text("model");

    public bool Stream => Property("stream") is { ValueKind: JsonValueKind.True };

    /// <summary>Role and text of every message, in order.</summary>
    public IReadOnlyList<(string Role, string Text)> Messages =>
        Property("messages") is { ValueKind: JsonValueKind.Array } messages
            ? [.. messages.EnumerateArray().Select(message => (message.GetProperty("role").GetString() ?? "", ContentOf(message)))]
            : [];

    public string LastUserMessage => Messages.LastOrDefault(message => message.Role == "user").Text ?? "";

    /// <summary>SHA-256 of the body with sorted keys, without the two fields that only say how the answer travels.</summary>
    public string Hash => field ??= HashOf(RawBody, Body);

    /// <summary>The default answer: names the request by its hash and repeats the question.</summary>
    public string DerivedAnswer => $"Answer {Hash[..12]} by {Model}: {LastUserMessage}";

    public JsonElement? Property(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value : null;

    internal void End(DateTimeOffset at, bool completed)
    {
        EndedAt = at;
        Volatile.Write(ref _completed, completed ? 1 : 0);
    }

    private string Text(string name) => Property(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static string ContentOf(JsonElement message) => message.TryGetProperty("content", out var content)
        ? content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray()
                .Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : "")),
            _ => "",
        }
        : "";

    private static string HashOf(string rawBody, JsonElement body)
    {
        var canonical = body.ValueKind == JsonValueKind.Object ? Sorted(body, top: true)!.ToJsonString() : rawBody;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    private static JsonNode? Sorted(JsonElement element, bool top) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(element.EnumerateObject()
            .Where(property => !top || property.Name is not ("stream" or "stream_options"))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Name, Sorted(property.Value, top: false)))),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(item => Sorted(item, top: false))]),
        _ => JsonNode.Parse(element.GetRawText()),
    };
}
