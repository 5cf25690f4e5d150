using System.Text;
using Microsoft.AspNetCore.Http;

namespace Workbench.Testing.OpenAi;

/// <summary>Puts one reply on the wire.</summary>
internal static class ReplyWriter
{
    /// <summary>True when the whole reply went out.</summary>
    public static async Task<bool> WriteAsync(
        HttpContext context, RecordedRequest request, TestReply reply, IEnumerable<string> models, CancellationToken cancellationToken)
    {
        await reply.Gate.WaitAsync(cancellationToken);
        var body = (request.Method, request.Path) switch
        {
            ("GET", "/v1/models") => ReplyBodies.Models(models),
            ("POST", "/v1/embeddings") => ReplyBodies.Embeddings(request),
            ("POST", "/v1/chat/completions") => null,
            _ => ReplyBodies.Error(TestReply.Error(404, $"Unknown request URL: {request.Method} {request.Path}.", "invalid_request_error", "unknown_url")),
        };
        switch (reply.Kind)
        {
            case TestReplyKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return false;
            case TestReplyKind.Error:
                if (reply.RetryAfter is not null)
                {
                    context.Response.Headers.RetryAfter = reply.RetryAfter;
                }

                await WriteAsync(context, reply.StatusCode, ReplyBodies.Error(reply).ToJsonString(), cancellationToken);
                return true;
            case TestReplyKind.MalformedJson:
                var whole = (body ?? ReplyBodies.Completion(request, reply)).ToJsonString();
                await WriteAsync(context, 200, whole[..(whole.Length / 2)], cancellationToken);
                return true;
            case TestReplyKind.Answer or TestReplyKind.NoChoices or TestReplyKind.CutMidway when body is null && request.Stream:
                return await WriteStreamAsync(context, request, reply, cancellationToken);
            case TestReplyKind.CutMidway:
                return await CutAsync(context, (body ?? ReplyBodies.Completion(request, reply)).ToJsonString(), cancellationToken);
            case TestReplyKind.Answer or TestReplyKind.NoChoices:
                var status = body?.ContainsKey("error") == true ? 404 : 200;
                await WriteAsync(context, status, (body ?? ReplyBodies.Completion(request, reply)).ToJsonString(), cancellationToken);
                return true;
            default:
                throw new InvalidOperationException($"No way to write a reply of kind {reply.Kind}.");
        }
    }

    private static async Task WriteAsync(HttpContext context, int statusCode, string json, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, cancellationToken);
    }

    private static async Task<bool> CutAsync(HttpContext context, string json, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
        throw new ReplyCutException();
    }

    private static async Task<bool> WriteStreamAsync(HttpContext context, RecordedRequest request, TestReply reply, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        var chunks = ReplyBodies.Chunks(request, reply).ToList();
        var sent = reply.Kind == TestReplyKind.CutMidway ? chunks.Take(Math.Max(1, chunks.Count / 2)) : chunks;
        foreach (var chunk in sent)
        {
            await context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }

        if (reply.Kind == TestReplyKind.CutMidway)
        {
            throw new ReplyCutException();
        }

        await context.Response.WriteAsync("data: [DONE]\n\n", cancellationToken);
        return true;
    }
}
