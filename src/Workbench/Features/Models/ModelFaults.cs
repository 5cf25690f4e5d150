using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Workbench.Features.Models;

/// <summary>Turns what the SDK and the network throw into sentences that say what is wrong.</summary>
internal static class ModelFaults
{
    private const int MaxMessageLength = 600;

    public static ModelException From(Exception error, EndpointSettings endpoint, string? key, TimeProvider time) => error switch
    {
        ModelException known => known,
        AggregateException { InnerExceptions.Count: > 0 } several => From(several.InnerExceptions[0], endpoint, key, time),
        ClientResultException { Status: > 0 } answered => FromStatus(
            answered.Status, Redact(ServerMessage(answered.GetRawResponse()), key), key is not null, RetryAfter(answered.GetRawResponse(), time)),
        OperationCanceledException or TimeoutException => Timeout(endpoint.TimeoutSeconds),
        JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException => new(
            ModelFault.Malformed, "The server answered, but not in the OpenAI protocol: the reply could not be read.", inner: error),
        _ => FromNetwork(error, new Uri(endpoint.Address)),
    };

    public static ModelException FromStatus(int status, string message, bool hasKey, TimeSpan? retryAfter = null) => status switch
    {
        401 or 403 when hasKey => new(ModelFault.KeyRejected, $"The server rejected the key ({status}){Said(message)}"),
        401 or 403 => new(ModelFault.KeyRejected, $"The server wants a key, and none is stored ({status}){Said(message)}"),
        404 => new(ModelFault.NotFound, $"The server does not know this address or model (404){Said(message)}"),
        429 => new(ModelFault.RateLimited, $"The server says that there are too many requests (429){Said(message)}", retryAfter),
        408 => new(ModelFault.Timeout, $"The server gave up waiting (408){Said(message)}", retryAfter),
        >= 500 => new(ModelFault.ServerError, $"The server failed ({status}){Said(message)}", retryAfter),
        >= 300 and < 400 => new(ModelFault.Refused, $"The server points to another address ({status}); redirects are not followed. Enter the address it should be."),
        _ => new(ModelFault.Refused, $"The server refused the request ({status}){Said(message)}"),
    };

    public static ModelException Timeout(int seconds) =>
        new(ModelFault.Timeout, $"The server did not answer within {seconds.ToString(CultureInfo.InvariantCulture)} s.");

    public static ModelException FromNetwork(Exception error, Uri address)
    {
        var causes = Causes(error).ToList();
        if (causes.OfType<ForbiddenAddressException>().FirstOrDefault() is { } forbidden)
            return new(ModelFault.Refused, forbidden.Message);
        switch (causes.OfType<HttpRequestException>().Select(e => e.HttpRequestError).FirstOrDefault(e => e != HttpRequestError.Unknown))
        {
            case HttpRequestError.NameResolutionError:
                return new(ModelFault.NameUnknown, $"The name {address.Host} does not resolve. Is it spelled right, and is there a network?", inner: error);
            case HttpRequestError.SecureConnectionError:
                return new(ModelFault.Insecure, $"No secure connection to {address.Authority}. Is its certificate trusted here? If the server speaks plain HTTP, the address begins with http://.", inner: error);
            case HttpRequestError.ConnectionError:
                return new(ModelFault.Unreachable, $"Nothing answers at {address.Authority}: the connection was refused. Is the server running, and is the port right?", inner: error);
        }
        return new(ModelFault.Unreachable, $"The connection to {address.Authority} broke before the answer was complete.", inner: error);
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    /// <summary>Servers repeat keys in their messages; a key never reaches a row, a screen or a log.</summary>
    public static string Redact(string message, string? key) =>
        string.IsNullOrEmpty(key) ? message : message.Replace(key, "[key]", StringComparison.Ordinal);

    /// <summary>The sentence in an error body: OpenAI's shape, FastAPI's, or the text itself.</summary>
    public static string ServerMessage(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return "";
        try
        {
            using var json = JsonDocument.Parse(body);
            return Cut(Find(json.RootElement) ?? body);
        }
        catch (JsonException)
        {
            return body.TrimStart().StartsWith('<') ? "" : Cut(body);
        }
    }

    private static string? Find(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Object => new[] { "error", "message", "detail" }
            .Select(name => json.TryGetProperty(name, out var found) ? Find(found) : null).FirstOrDefault(text => text is not null),
        _ => null,
    };

    private static string ServerMessage(PipelineResponse? response)
    {
        try
        {
            return ServerMessage(response?.Content.ToString());
        }
        catch (InvalidOperationException)
        {
            // The body was not buffered: the connection broke inside it.
            return "";
        }
    }

    private static TimeSpan? RetryAfter(PipelineResponse? response, TimeProvider time)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var text)
            || !RetryConditionHeaderValue.TryParse(text, out var value))
            return null;
        var wait = value.Delta ?? value.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string Said(string message) => message.Length == 0 ? "." : $": {message}";

    private static string Cut(string text) => text.Length <= MaxMessageLength ? text.Trim() : text[..MaxMessageLength].Trim() + " …";
}
