using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Testing.OpenAi;

/// <summary>The JSON bodies of the OpenAI protocol, as an endpoint writes them.</summary>
internal static class ReplyBodies
{
    public static JsonObject Models(IEnumerable<string> ids) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject
        {
            ["id"] = id, ["object"] = "model", ["created"] = 1700000000, ["owned_by"] = "workbench-tests",
        })]),
    };

    public static JsonObject Error(TestReply reply) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = reply.ErrorMessage,
            ["type"] = reply.ErrorType,
            ["param"] = null,
            ["code"] = reply.ErrorCode,
        },
    };

    public static JsonObject Completion(RecordedRequest request, TestReply reply)
    {
        var text = reply.Text ?? request.DerivedAnswer;
        var body = Head(request, reply, "chat.completion");
        body["choices"] = reply.Kind == TestReplyKind.NoChoices
            ? []
            : new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = null },
                ["logprobs"] = Logprobs(reply),
                ["finish_reason"] = reply.FinishReason,
            });
        if (!reply.WithoutUsage)
        {
            body["usage"] = Usage(request, reply, text);
        }

        return body;
    }

    /// <summary>The chunks of a streamed answer, without the closing [DONE].</summary>
    public static IEnumerable<JsonObject> Chunks(RecordedRequest request, TestReply reply)
    {
        var text = reply.Text ?? request.DerivedAnswer;
        if (reply.Kind != TestReplyKind.NoChoices)
        {
            yield return Chunk(request, reply, new JsonObject { ["role"] = "assistant", ["content"] = "" }, null, null);
            foreach (var (piece, number) in Pieces(text).Select((piece, number) => (piece, number)))
            {
                yield return Chunk(request, reply, new JsonObject { ["content"] = piece }, null, number == 0 ? Logprobs(reply) : null);
            }

            yield return Chunk(request, reply, [], reply.FinishReason, null);
        }

        var wantsUsage = request.Property("stream_options") is { ValueKind: JsonValueKind.Object } options
            && options.TryGetProperty("include_usage", out var include) && include.ValueKind == JsonValueKind.True;
        if (reply.Kind == TestReplyKind.NoChoices || (wantsUsage && !reply.WithoutUsage))
        {
            var last = Head(request, reply, "chat.completion.chunk");
            last["choices"] = new JsonArray();
            last["usage"] = Usage(request, reply, text);
            yield return last;
        }
    }

    public static JsonObject Embeddings(RecordedRequest request)
    {
        IReadOnlyList<string> texts = request.Property("input") switch
        {
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Select(item => item.GetString() ?? "")],
            _ => [],
        };
        var dimensions = request.Property("dimensions") is { ValueKind: JsonValueKind.Number } wanted ? wanted.GetInt32() : 64;
        var packed = request.Property("encoding_format") is { ValueKind: JsonValueKind.String } format && format.GetString() == "base64";
        var tokens = texts.Sum(Tokens);
        return new JsonObject
        {
            ["object"] = "list",
            ["model"] = request.Model,
            ["data"] = new JsonArray([.. texts.Select((text, index) => (JsonNode)new JsonObject
            {
                ["object"] = "embedding", ["index"] = index, ["embedding"] = Vector(HashedWordVector.Of(text, dimensions), packed),
            })]),
            ["usage"] = new JsonObject { ["prompt_tokens"] = tokens, ["total_tokens"] = tokens },
        };
    }

    private static JsonNode Vector(float[] vector, bool packed) => packed
        ? Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan()))
        : new JsonArray([.. vector.Select(value => (JsonNode)value)]);

    private static JsonObject Head(RecordedRequest request, TestReply reply, string kind) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"chatcmpl-test-{request.Number}"),
        ["object"] = kind,
        ["created"] = request.StartedAt.ToUnixTimeSeconds(),
        ["model"] = request.Model,
        ["system_fingerprint"] = reply.SystemFingerprint,
    };

    private static JsonObject Chunk(RecordedRequest request, TestReply reply, JsonObject delta, string? finishReason, JsonNode? logprobs)
    {
        var chunk = Head(request, reply, "chat.completion.chunk");
        chunk["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["delta"] = delta,
            ["logprobs"] = logprobs,
            ["finish_reason"] = finishReason,
        });
        return chunk;
    }

    private static JsonObject Usage(RecordedRequest request, TestReply reply, string text)
    {
        var usage = reply.Usage ?? new TestUsage(request.Messages.Sum(message => Tokens(message.Text)), Tokens(text));
        return new JsonObject
        {
            ["prompt_tokens"] = usage.PromptTokens,
            ["completion_tokens"] = usage.CompletionTokens,
            ["total_tokens"] = usage.PromptTokens + usage.CompletionTokens,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CachedTokens },
            ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.ReasoningTokens },
        };
    }

    private static JsonObject? Logprobs(TestReply reply) => reply.Logprobs.Count == 0 ? null : new JsonObject
    {
        ["content"] = new JsonArray([.. reply.Logprobs.Select(item =>
        {
            var entry = Logprob(item.Token, item.Logprob);
            entry["top_logprobs"] = new JsonArray([.. item.Alternatives.Select(other => (JsonNode)Logprob(other.Token, other.Logprob))]);
            return (JsonNode)entry;
        })]),
        ["refusal"] = null,
    };

    private static JsonObject Logprob(string token, double logprob) => new()
    {
        ["token"] = token,
        ["logprob"] = logprob,
        ["bytes"] = new JsonArray([.. Encoding.UTF8.GetBytes(token).Select(value => (JsonNode)(int)value)]),
    };

    /// <summary>A round figure of the usual size: four characters a token.</summary>
    private static int Tokens(string text) => (text.Length + 3) / 4;

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var space = text.IndexOf(' ', StringComparison.Ordinal); space >= 0; space = text.IndexOf(' ', space + 1))
        {
            yield return text[start..space];
            start = space;
        }

        yield return text[start..];
    }
}
