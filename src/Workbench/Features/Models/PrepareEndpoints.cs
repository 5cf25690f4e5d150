using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared;

namespace Workbench.Features.Models;

/// <summary>The recorded model is there from the first start.</summary>
public sealed class PrepareEndpoints(Database database, TimeProvider time) : IStartupStep
{
    public Task RunAsync(CancellationToken ct) => database.WriteAsync(async db =>
    {
        if (await db.Set<ModelEndpoint>().AnyAsync(e => e.Id == RecordedEndpoint.Id, ct))
            return;
        db.Add(new ModelEndpoint
        {
            Id = RecordedEndpoint.Id,
            Name = RecordedEndpoint.Name,
            Kind = EndpointKind.Recorded,
            Address = ModelRequest.RecordedAddress,
            Model = RecordedEndpoint.Model,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        });
    }, ct);
}
