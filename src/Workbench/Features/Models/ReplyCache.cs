using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;

namespace Workbench.Features.Models;

/// <summary>Replies by the hash of their whole request. What was answered once is never paid for again.</summary>
public sealed class ReplyCache(Database database, TimeProvider time)
{
    public async Task<ModelReply?> FindAsync(string requestHash, CancellationToken ct)
    {
        var json = await database.ReadAsync(db => db.Set<CachedReply>().Where(r => r.RequestHash == requestHash).Select(r => r.Json).SingleOrDefaultAsync(ct), ct);
        return json is null ? null : FromCache(JsonSerializer.Deserialize<ModelReply>(json, JsonColumn.Options)!);
    }

    public async Task AddAsync(string requestHash, ModelReply reply, CancellationToken ct)
    {
        try
        {
            await database.WriteAsync(async db =>
            {
                if (!await db.Set<CachedReply>().AnyAsync(r => r.RequestHash == requestHash, ct))
                    db.Add(new CachedReply { RequestHash = requestHash, Json = JsonSerializer.Serialize(reply, JsonColumn.Options), CreatedAt = time.GetUtcNow().UtcDateTime });
            }, ct);
        }
        catch (DbUpdateException)
        {
            // Another instance was quicker with the same request; its reply stands.
        }
    }

    /// <summary>The same reply for somebody who did not have to ask.</summary>
    public static ModelReply FromCache(ModelReply reply) => reply with { Origin = OutputOrigin.Cache, Cost = reply.Cost is null ? null : 0 };
}
