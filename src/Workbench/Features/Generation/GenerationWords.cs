using System.Globalization;
using Workbench.Features.Studies;

namespace Workbench.Features.Generation;

/// <summary>Progress in words.</summary>
internal static class GenerationWords
{
    public static string Outputs(int count) => count == 1 ? "1 output" : $"{Number(count)} outputs";

    /// <summary>One line under the bar: numbers, rate and time left.</summary>
    public static string Line(GenerationProgress progress)
    {
        var parts = new List<string> { $"{Number(progress.Done)} of {Number(progress.Total)} done" };
        Add(progress.UnderWay, "under way");
        Add(progress.Failed, "failed");
        Add(progress.Cancelled, "cancelled");
        Add(progress.Erased, "given up with an erased profile");
        if (progress.State == StudyState.Running && progress.Left > 0)
        {
            if (progress.PerMinute is { } rate)
                parts.Add($"{rate.ToString(rate < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture)} a minute");
            if (progress.TimeLeft is { } left)
                parts.Add($"{Time(left)} left");
        }
        return string.Join(" · ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
                parts.Add($"{Number(count)} {what}");
        }
    }

    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 50 } => "less than a minute",
        { TotalMinutes: < 100 } => $"about {Math.Max(1, Math.Round(time.TotalMinutes)).ToString("0", CultureInfo.InvariantCulture)} min",
        { TotalHours: < 48 } => $"about {Math.Round(time.TotalHours).ToString("0", CultureInfo.InvariantCulture)} h",
        _ => $"about {Math.Round(time.TotalDays).ToString("0", CultureInfo.InvariantCulture)} days",
    };

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
