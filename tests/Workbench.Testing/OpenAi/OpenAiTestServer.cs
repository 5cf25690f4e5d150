using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workbench.Testing.OpenAi;

/// <summary>
/// An endpoint that speaks the OpenAI protocol on 127.0.0.1, does what a test tells it to and remembers every request.
/// Without a script it answers each chat request with a text derived from that very request.
/// </summary>
public sealed class OpenAiTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ReplyScript _script = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<ImmutableList<RecordedRequest>, bool> Reached, TaskCompletionSource Signal)> _waiting = [];
    private ImmutableList<RecordedRequest> _requests = [];
    private int _underWay;

    private OpenAiTestServer(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    /// <summary>The address to configure as an endpoint, ending in /v1.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What GET /v1/models lists; a chat request for another model is answered 404.</summary>
    public ImmutableArray<string> Models { get; set; } = ["test-model", "test-judge", "test-embedding"];

    /// <summary>When set, a request without exactly this bearer token is answered 401.</summary>
    public string? RequiredKey { get; set; }

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => Volatile.Read(ref _requests);

    public IReadOnlyList<RecordedRequest> ChatRequests => [.. Requests.Where(request => request.IsChat)];

    /// <summary>How often each distinct chat request came, by <see cref="RecordedRequest.Hash"/>.</summary>
    public IReadOnlyDictionary<string, int> ChatCounts => ChatRequests.CountBy(request => request.Hash).ToDictionary();

    /// <summary>The most requests that were ever under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public static Task<OpenAiTestServer> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(TimeProvider.System, cancellationToken);

    public static async Task<OpenAiTestServer> StartAsync(TimeProvider time, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var server = new OpenAiTestServer(app, time);
        app.Run(server.HandleAsync);
        await app.StartAsync(cancellationToken);
        server.Address = new Uri(new Uri(app.Urls.Single()), "/v1");
        return server;
    }

    /// <summary>The next requests get these replies, one each, whatever they ask.</summary>
    public void Enqueue(params IEnumerable<TestReply> replies) => _script.Enqueue(replies);

    /// <summary>Requests that fit get this reply, at most <paramref name="times"/> times; a later rule wins over an earlier one.</summary>
    public void When(Func<RecordedRequest, bool> fits, TestReply reply, int times = int.MaxValue) => _script.Add(fits, _ => reply, times);

    public void When(Func<RecordedRequest, bool> fits, Func<RecordedRequest, TestReply> reply, int times = int.MaxValue) =>
        _script.Add(fits, reply, times);

    /// <summary>What every request gets that neither the queue nor a rule claims.</summary>
    public void Otherwise(Func<RecordedRequest, TestReply> reply) => _script.Otherwise(reply);

    /// <summary>Forgets queue and rules; the record of requests stays.</summary>
    public void ClearScript() => _script.Clear();

    /// <summary>Completes as soon as the record of requests satisfies the condition (checked at every arrival and every end).</summary>
    public async Task WaitForAsync(Func<IReadOnlyList<RecordedRequest>, bool> reached, CancellationToken cancellationToken)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            if (reached(_requests))
            {
                return;
            }

            signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((reached, signal));
        }

        await signal.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var rawBody = await reader.ReadToEndAsync(context.RequestAborted);
        var request = Record(context.Request, rawBody);
        var completed = false;
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            completed = await ReplyWriter.WriteAsync(context, request, Choose(request), Models, gaveUp.Token);
        }
        catch (OperationCanceledException) when (gaveUp.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            lock (_lock)
            {
                _underWay--;
                request.StatusCode = context.Response.StatusCode;
                request.End(_time.GetUtcNow(), completed);
                SignalWaiting();
            }
        }
    }

    private TestReply Choose(RecordedRequest request)
    {
        if (RequiredKey is { } key && request.Authorization != $"Bearer {key}")
        {
            return TestReply.Unauthorized();
        }

        if (request.Method == "GET")
        {
            return TestReply.Derived;
        }

        return Models.Contains(request.Model) ? _script.Next(request) : TestReply.ModelNotFound(request.Model);
    }

    private RecordedRequest Record(HttpRequest request, string rawBody)
    {
        lock (_lock)
        {
            var recorded = new RecordedRequest
            {
                Number = _requests.Count + 1,
                Method = request.Method,
                Path = request.Path.Value ?? "",
                Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                RawBody = rawBody,
                Body = Parse(rawBody),
                StartedAt = _time.GetUtcNow(),
            };
            Volatile.Write(ref _requests, _requests.Add(recorded));
            MostAtOnce = Math.Max(MostAtOnce, ++_underWay);
            SignalWaiting();
            return recorded;
        }
    }

    private void SignalWaiting() => _waiting.RemoveAll(waiting => waiting.Reached(_requests) && waiting.Signal.TrySetResult());

    private static JsonElement Parse(string rawBody)
    {
        try
        {
            return JsonElement.Parse(rawBody);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
