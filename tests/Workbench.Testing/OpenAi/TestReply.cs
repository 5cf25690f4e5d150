using System.Globalization;

namespace Workbench.Testing.OpenAi;

/// <summary>What the test server does with one request. Made by the factories, refined by <c>with</c>.</summary>
public sealed record TestReply
{
    private TestReply()
    {
    }

    public required TestReplyKind Kind { get; init; }

    /// <summary>The answer's text; null means the text derived from the request (<see cref="RecordedRequest.DerivedAnswer"/>).</summary>
    public string? Text { get; init; }

    public string FinishReason { get; init; } = "stop";

    /// <summary>Null means counts derived from the lengths; <see cref="WithoutUsage"/> leaves the field out.</summary>
    public TestUsage? Usage { get; init; }

    public bool WithoutUsage { get; init; }

    public string? SystemFingerprint { get; init; }

    public IReadOnlyList<TestTokenLogprob> Logprobs { get; init; } = [];

    public int StatusCode { get; init; } = 200;

    public string ErrorMessage { get; init; } = "";

    public string ErrorType { get; init; } = "";

    public string? ErrorCode { get; init; }

    /// <summary>The value of the Retry-After header, as it goes over the wire.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The reply is held back until this task has completed.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>The text derived from the request: the same request always gets the same answer, another one another.</summary>
    public static TestReply Derived { get; } = new() { Kind = TestReplyKind.Answer };

    /// <summary>Takes the request and never answers, until the caller gives up or the server is disposed.</summary>
    public static TestReply Hang { get; } = new() { Kind = TestReplyKind.Hang };

    /// <summary>200 with a body that stops being JSON half-way.</summary>
    public static TestReply MalformedJson { get; } = new() { Kind = TestReplyKind.MalformedJson };

    /// <summary>200 with an empty list of choices.</summary>
    public static TestReply NoChoices { get; } = new() { Kind = TestReplyKind.NoChoices };

    /// <summary>Sends the first half of the answer (of the stream, or of the body) and drops the connection.</summary>
    public static TestReply CutMidway { get; } = new() { Kind = TestReplyKind.CutMidway };

    public static TestReply Answer(string text) => new() { Kind = TestReplyKind.Answer, Text = text };

    public static TestReply TooManyRequests() =>
        Error(429, "Rate limit reached for requests", "rate_limit_error", "rate_limit_exceeded");

    public static TestReply TooManyRequests(int retryAfterSeconds) =>
        TooManyRequests() with { RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture) };

    public static TestReply TooManyRequests(DateTimeOffset retryAfter) =>
        TooManyRequests() with { RetryAfter = retryAfter.ToString("R", CultureInfo.InvariantCulture) };

    public static TestReply ServerError() => Error(500, "The server had an error while processing your request", "server_error", null);

    public static TestReply Overloaded() => Error(503, "The engine is currently overloaded, please try again later", "service_unavailable_error", null);

    public static TestReply BadRequest(string message) => Error(400, message, "invalid_request_error", "invalid_value");

    public static TestReply Unauthorized() => Error(401, "Incorrect API key provided", "invalid_request_error", "invalid_api_key");

    public static TestReply ModelNotFound(string model) =>
        Error(404, $"The model `{model}` does not exist or you do not have access to it.", "invalid_request_error", "model_not_found");

    public static TestReply Error(int statusCode, string message, string type, string? code) =>
        new() { Kind = TestReplyKind.Error, StatusCode = statusCode, ErrorMessage = message, ErrorType = type, ErrorCode = code };
}
