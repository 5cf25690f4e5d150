using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared.Access;

namespace Workbench.Features.Models;

/// <summary>The servers of models that this Workbench knows.</summary>
public sealed class EndpointStore(Database database)
{
    /// <summary>The built-in recorded model last, the others by name.</summary>
    public Task<IReadOnlyList<EndpointView>> ListAsync(Actor actor, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        return database.ReadAsync<IReadOnlyList<EndpointView>>(async db =>
        {
            var rows = await db.Set<ModelEndpoint>().Where(e => e.DeletedAt == null).OrderBy(e => e.Name).ToListAsync(ct);
            return [.. rows.OrderBy(r => r.Kind).Select(EndpointView.Of)];
        }, ct);
    }
}
