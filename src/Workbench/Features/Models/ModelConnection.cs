using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using Workbench.Features.Generation;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Workbench.Features.Models;

/// <summary>One endpoint's open connection: a chat client per model, made once, behind the endpoint's limiter.</summary>
internal sealed class ModelConnection : IDisposable
{
    // The limiter must guess before the server counts; an answer without a limit is seldom longer than this.
    private const int GuessedOutputTokens = 700;

    private readonly ConcurrentDictionary<string, IChatClient> _clients = new(StringComparer.Ordinal);
    private readonly EndpointLimiter _limiter;
    private readonly TimeProvider _time;
    private readonly string? _key;
    private readonly HttpClient _http;
    private readonly Lazy<OpenAIClient> _openAi;

    public ModelConnection(EndpointSettings settings, string? key, EndpointLimiter limiter, TimeProvider time)
    {
        (Settings, _key, _limiter, _time) = (settings, key, limiter, time);
        _http = EndpointHttp.Create(key);
        _openAi = new(() => new OpenAIClient(new ApiKeyCredential(key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = new Uri(settings.Address),
            Transport = new HttpClientPipelineTransport(_http),
            // Without a policy the SDK tries three times with no delay at all; trying again is our own business.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            // Our own deadline comes first, and is measured with the injected clock.
            NetworkTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds + 30),
        }));
    }

    public EndpointSettings Settings { get; }

    public EndpointLimiter Limiter => _limiter;

    /// <summary>One call, after its turn has come.</summary>
    /// <exception cref="ModelException">No answer, and why.</exception>
    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken ct)
    {
        var estimate = Settings.TokensPerMinute is null ? 0 : TokenEstimate.Count(request.Messages) + (request.Decoding.MaxOutputTokens ?? GuessedOutputTokens);
        using var permit = await _limiter.EnterAsync(estimate, ct);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(Settings.TimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var started = _time.GetTimestamp();
        try
        {
            var response = await Client(request.Model).GetResponseAsync(
                request.Messages.Select(m => new ChatMessage(new ChatRole(m.Role), m.Content)), Options(request), either.Token);
            var reply = ToReply(response, _time.GetElapsedTime(started));
            if (reply.InputTokens is not null || reply.OutputTokens is not null)
                permit.Used((reply.InputTokens ?? 0) + (reply.OutputTokens ?? 0));
            return reply;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            var fault = ModelFaults.From(error, Settings, _key, _time);
            if (fault.RetryAfter is { } wait)
                _limiter.PauseUntil(_time.GetUtcNow() + (wait < Jobs.Backoff.MaxRetryAfter ? wait : Jobs.Backoff.MaxRetryAfter));
            throw fault;
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        _http.Dispose();
    }

    private IChatClient Client(string model) => _clients.GetOrAdd(model, name => _openAi.Value.GetChatClient(name).AsIChatClient());

    private ChatOptions Options(ModelRequest request)
    {
        var options = new ChatOptions
        {
            Temperature = (float?)request.Decoding.Temperature,
            TopP = (float?)request.Decoding.TopP,
            MaxOutputTokens = Settings.UsesMaxTokens ? null : request.Decoding.MaxOutputTokens,
        };
        if (Settings.UsesMaxTokens && request.Decoding.MaxOutputTokens is { } limit)
            options.RawRepresentationFactory = _ =>
            {
                var raw = new ChatCompletionOptions();
#pragma warning disable SCME0001 // The only way to send a field that the SDK does not know.
                raw.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore SCME0001
                return raw;
            };
        return options;
    }

    private ModelReply ToReply(ChatResponse response, TimeSpan took)
    {
        var raw = response.RawRepresentation as ChatCompletion;
        int? input = (int?)response.Usage?.InputTokenCount, output = (int?)response.Usage?.OutputTokenCount;
        return new ModelReply
        {
            Text = response.Text,
            Model = response.ModelId,
            FinishReason = response.FinishReason?.Value,
            Fingerprint = raw?.SystemFingerprint,
            InputTokens = input,
            OutputTokens = output,
            LatencyMilliseconds = (int)took.TotalMilliseconds,
            Cost = Settings.Cost(input, output),
            Origin = OutputOrigin.Model,
        };
    }
}
