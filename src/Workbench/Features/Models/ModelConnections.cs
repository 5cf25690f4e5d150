using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;

namespace Workbench.Features.Models;

/// <summary>The open connections by endpoint. Limits outlive a change of settings, so that a new price does not reset a rate.</summary>
public sealed class ModelConnections(Database database, EndpointKeys keys, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, EndpointLimiter> _limiters = new();
    private readonly Dictionary<Guid, ModelConnection> _open = [];
    private readonly Lock _lock = new();

    /// <exception cref="ModelException">The endpoint is gone, or its key cannot be read.</exception>
    internal async Task<ModelConnection> OpenAsync(Guid endpointId, CancellationToken ct)
    {
        var row = await database.ReadAsync(db => db.Set<ModelEndpoint>().SingleOrDefaultAsync(e => e.Id == endpointId, ct), ct);
        if (row is null || row.DeletedAt is not null)
            throw new ModelException(ModelFault.NotConnected, $"The endpoint {row?.Name ?? "of this request"} was deleted. Add it again on the Models page, then retry.");
        var settings = EndpointSettings.Of(row);
        lock (_lock)
        {
            if (_open.TryGetValue(endpointId, out var known) && known.Settings == settings)
                return known;
            var limiter = Limiter(endpointId);
            limiter.Apply(new(settings.MaxConcurrency, settings.RequestsPerMinute, settings.TokensPerMinute));
            // The one it replaces may still be answering: the garbage collector closes it after its last call.
            return _open[endpointId] = new ModelConnection(settings, keys.Reveal(settings.ProtectedKey), limiter, time);
        }
    }

    /// <summary>Whether the server asked for a pause that is not over.</summary>
    internal bool IsPaused(Guid endpointId) => Limiter(endpointId).IsPaused;

    public void Dispose()
    {
        foreach (var connection in _open.Values)
            connection.Dispose();
        foreach (var limiter in _limiters.Values)
            limiter.Dispose();
    }

    private EndpointLimiter Limiter(Guid endpointId) => _limiters.GetOrAdd(endpointId, _ => new EndpointLimiter(time));
}
