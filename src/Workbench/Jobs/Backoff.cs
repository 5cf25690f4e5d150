namespace Workbench.Jobs;

/// <summary>
/// How long to wait before a call is tried again: 1, 2, 4 … seconds up to a minute, of which a random part between
/// half and all, so that many callers do not come back together. A server's Retry-After counts where it is longer,
/// up to two minutes: some servers ask for an hour.
/// </summary>
public sealed class Backoff(Random random)
{
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromMinutes(2);
    private const double FirstSeconds = 1;
    private const double MaxSeconds = 60;

    /// <param name="attempt">The attempt that just failed, from 1.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    public TimeSpan After(int attempt, TimeSpan? retryAfter)
    {
        var full = Math.Min(MaxSeconds, FirstSeconds * Math.Pow(2, Math.Clamp(attempt - 1, 0, 16)));
        double share;
        lock (random)
            share = 0.5 + random.NextDouble() / 2;
        var own = TimeSpan.FromSeconds(full * share);
        var asked = retryAfter is { } wait && wait < MaxRetryAfter ? wait : retryAfter is null ? TimeSpan.Zero : MaxRetryAfter;
        return asked > own ? asked : own;
    }
}
