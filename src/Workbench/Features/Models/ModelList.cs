using System.Text.Json;

namespace Workbench.Features.Models;

/// <summary>What <c>GET /models</c> answers.</summary>
internal static class ModelList
{
    /// <summary>The ids in order, or null where the text is not such a list.</summary>
    public static IReadOnlyList<string>? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("data", out var data)
                ? data.ValueKind switch
                {
                    JsonValueKind.Array => [.. data.EnumerateArray().Select(Id).OfType<string>().Order(StringComparer.OrdinalIgnoreCase)],
                    // Ollama without any model
                    JsonValueKind.Null => [],
                    _ => null,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Id(JsonElement model) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
