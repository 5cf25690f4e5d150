namespace Workbench.Features.Annotation.Monitoring;

/// <summary>How fast people judge, over time and now.</summary>
public sealed record Throughput
{
    private const int MostSteps = 40;

    /// <summary>Below this, a rate would hang on one or two judgments.</summary>
    private static readonly TimeSpan ShortestPace = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6),
        TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(28),
    ];

    /// <summary>Where the first step begins; null where nobody judged yet.</summary>
    public DateTime? From { get; init; }

    /// <summary>Length of a step of <see cref="Counts"/>.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Judgments in each step, the one that runs now the last.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>Judgments per hour within the last hour, or since the first where that is less ago; null where nobody judged within it.</summary>
    public double? PerHour { get; init; }

    /// <summary>Judgments that are still wanted.</summary>
    public required int Remaining { get; init; }

    /// <summary>At the present pace; null without one, and where nothing is left.</summary>
    public TimeSpan? TimeLeft => PerHour is { } pace && Remaining > 0 ? TimeSpan.FromHours(Remaining / pace) : null;

    /// <param name="times">When each judgment came, in any order.</param>
    /// <param name="now">The present.</param>
    /// <param name="remaining">Judgments that are still wanted.</param>
    public static Throughput Of(IReadOnlyCollection<DateTime> times, DateTime now, int remaining)
    {
        if (times.Count == 0)
            return new() { Step = Steps[0], Counts = [], Remaining = remaining };
        var first = times.Min();
        var step = Steps.FirstOrDefault(s => (now - first) / s < MostSteps, Steps[^1]);
        var from = new DateTime(first.Ticks - first.Ticks % step.Ticks, DateTimeKind.Utc);
        var counts = new int[Math.Max(1, (int)Math.Min(1_000, (now - from) / step + 1))];
        foreach (var time in times)
            counts[Math.Clamp((int)((time - from) / step), 0, counts.Length - 1)]++;
        var recent = times.Count(t => t > now.AddHours(-1));
        var over = TimeSpan.FromTicks(Math.Clamp((now - first).Ticks, ShortestPace.Ticks, TimeSpan.TicksPerHour));
        return new() { From = from, Step = step, Counts = counts, PerHour = recent == 0 ? null : recent / over.TotalHours, Remaining = remaining };
    }
}
