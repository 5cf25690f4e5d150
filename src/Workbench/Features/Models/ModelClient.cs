using System.Collections.Concurrent;
using Workbench.Features.Generation;
using Workbench.Jobs;

namespace Workbench.Features.Models;

/// <summary>
/// The one door to models. A request passes the reply cache (two equal requests under way are one call), the
/// endpoint's limiter and the provider; the recorded model answers from its texts and never invents one.
/// </summary>
public sealed class ModelClient(ModelConnections connections, ReplyCache cache, RecordedReplies recorded, Backoff backoff, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Task<ModelReply>> _underWay = new(StringComparer.Ordinal);

    /// <summary>Asks, and asks again after transient failures, as often as the endpoint allows.</summary>
    /// <exception cref="ModelException">No answer, and why.</exception>
    public async Task<ModelReply> AskAsync(Guid endpointId, ModelRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await connections.OpenAsync(endpointId, ct);
            try
            {
                return await AskOnceAsync(connection, request, ct);
            }
            catch (ModelException fault) when (fault.IsTransient && attempt < connection.Settings.MaxAttempts)
            {
                await Task.Delay(backoff.After(attempt, fault.RetryAfter), time, ct);
            }
        }
    }

    /// <summary>Asks once: for callers whose work rows remember the attempts and the time of the next.</summary>
    /// <exception cref="ModelException">No answer, and why.</exception>
    public async Task<ModelReply> AskOnceAsync(Guid endpointId, ModelRequest request, CancellationToken ct) =>
        await AskOnceAsync(await connections.OpenAsync(endpointId, ct), request, ct);

    private async Task<ModelReply> AskOnceAsync(ModelConnection connection, ModelRequest request, CancellationToken ct)
    {
        if (request.Address != connection.Settings.Address)
            throw new ModelException(ModelFault.NotConnected, $"The request was planned for {request.Address}, but {connection.Settings.Name} is at {connection.Settings.Address} now.");
        var hash = request.Hash();
        if (connection.Settings.Kind == EndpointKind.Recorded)
            return Replay(hash);
        while (true)
        {
            var own = new TaskCompletionSource<ModelReply>(TaskCreationOptions.RunContinuationsAsynchronously);
            var flight = _underWay.GetOrAdd(hash, own.Task);
            if (flight == own.Task)
                return await LeadAsync(connection, request, hash, own, ct);
            try
            {
                return ReplyCache.FromCache(await flight.WaitAsync(ct));
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // The caller who led gave up; somebody who waited takes its place.
            }
        }
    }

    private async Task<ModelReply> LeadAsync(ModelConnection connection, ModelRequest request, string hash, TaskCompletionSource<ModelReply> flight, CancellationToken ct)
    {
        try
        {
            var reply = await cache.FindAsync(hash, ct);
            if (reply is null)
            {
                reply = await connection.AskAsync(request, ct);
                // Paid for: kept even when the caller is leaving.
                await cache.AddAsync(hash, reply, CancellationToken.None);
            }
            flight.SetResult(reply);
            return reply;
        }
        catch (OperationCanceledException)
        {
            flight.SetCanceled(CancellationToken.None);
            throw;
        }
        catch (Exception error)
        {
            flight.SetException(error);
            // Observed here, in case nobody waits.
            _ = flight.Task.Exception;
            throw;
        }
        finally
        {
            _underWay.TryRemove(hash, out _);
        }
    }

    private ModelReply Replay(string hash) => recorded.Find(hash) is { } text
        ? new ModelReply { Text = text, Model = RecordedEndpoint.Model, FinishReason = "stop", Origin = OutputOrigin.Recorded }
        : throw new ModelException(ModelFault.NotConnected,
            "No model is connected for this request: the recorded sample holds only the sample study's own texts. Connect a model on the Models page and launch a study with it.");
}
