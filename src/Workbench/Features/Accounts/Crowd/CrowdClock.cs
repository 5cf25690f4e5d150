using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared.Feed;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>Every minute gives back what participants hold whose time is over, so that others get it though nobody arrives.</summary>
public sealed class CrowdClock(Database database, ChangeFeed feed, TimeProvider time, ILogger<CrowdClock> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Times participants out once.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> TickAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var waiting = await database.ReadAsync(db => db.Set<CrowdDoor>().Where(d => db.Set<CrowdParticipant>().Any(p => p.DoorId == d.Id && p.State == CrowdState.Active)).ToListAsync(ct), ct);
        var total = 0;
        foreach (var door in waiting.Where(d => d.Settings.MinutesAllowed is not null))
        {
            var dropped = await database.WriteAsync(db => CrowdStates.TimeOutAsync(db, door, now, ct), ct);
            if (dropped > 0)
                feed.Announce(ChangeFeed.Study(door.StudyId));
            total += dropped;
        }
        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, time, stoppingToken);
                await TickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is DbUpdateException or System.Data.Common.DbException or InvalidOperationException)
            {
                // A database that does not answer now may answer in a minute; arrivals look at the time, too.
                logger.LogWarning(error, "Participants whose time is over were not given back.");
            }
        }
    }
}
