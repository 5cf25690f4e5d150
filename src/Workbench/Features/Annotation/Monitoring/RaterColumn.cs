using System.Globalization;
using Workbench.Features.Analysis;
using Workbench.Features.Studies;

namespace Workbench.Features.Annotation.Monitoring;

/// <summary>A column of the raters' table that it can be sorted by.</summary>
/// <param name="Key">Name in the address.</param>
/// <param name="Head">Title, with the unit.</param>
/// <param name="By">What is sorted; null comes last in either direction.</param>
/// <param name="Text">What stands in the cell.</param>
/// <param name="Means">What the number is, for a reader who wonders.</param>
internal sealed record RaterColumn(string Key, string Head, Func<RaterSummary, IComparable?> By, Func<RaterSummary, string> Text, string Means)
{
    public static IReadOnlyList<RaterColumn> All { get; } =
    [
        new("judged", "Judged", r => r.Judged, r => AnalysisWords.Count(r.Judged), "usable answers to the overall question"),
        new("skipped", "Skipped", r => r.Skipped, r => AnalysisWords.Count(r.Skipped), "pairs left out with a reason"),
        new("median", "Median s", r => r.MedianSeconds, r => r.MedianSeconds?.ToString("0", CultureInfo.InvariantCulture) ?? "–", "seconds before a pair, time in another window not counted"),
        new("checks", "Checks passed", r => Share(r.ChecksPassed, r.Checks), r => Of(r.ChecksPassed, r.Checks), "hidden checks and gold pairs with a right answer"),
        new("gold", "Gold right", r => Share(r.GoldRight, r.Gold), r => Of(r.GoldRight, r.Gold), "those of the checks that you wrote, of which you know the better answer"),
        new("repeats", "Repeats agree", r => Share(r.RepeatsAgreed, r.Repeats), r => Of(r.RepeatsAgreed, r.Repeats), "pairs shown again with swapped sides that got the same answer"),
        new("left", "Left", r => r.LeftShare, r => AnalysisWords.Percent(r.LeftShare), "share of decisive answers that chose the left side; about half is expected"),
        new("run", "Longest run", r => r.LongestRun, r => AnalysisWords.Count(r.LongestRun), "most answers in a row for one side; a tie ends the row, and ratings have none"),
        new("entropy", "Entropy, bits", r => r.ChoiceEntropy, r => r.ChoiceEntropy?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–", "how mixed the positions are: 0 is always the same, 1 two equally often, 2 four"),
        new("agrees", "Agrees with others", r => r.AgreesWithOthers, r => r.AgreesWithOthers is { } share ? $"{AnalysisWords.Percent(share)} of {AnalysisWords.Count(r.AgreementItems)}" : "–", "share of the others’ verdicts on the same comparisons that are the same, over so many comparisons; chance is not taken off"),
        new("flagged", "Flagged pairs", r => r.FlaggedPairs, r => AnalysisWords.Count(r.FlaggedPairs), "pairs that the rater flagged for you"),
        new("last", "Last, UTC", r => r.LastAt, r => MonitorWords.At(r.LastAt), "the latest answer"),
    ];

    /// <summary>Those that a study has: where single answers are rated there are no sides and no gold pairs.</summary>
    public static IReadOnlyList<RaterColumn> Of(JudgedUnit unit) => unit == JudgedUnit.Pair ? All : Rated;

    /// <summary>The raters by a column, the greatest first unless asked otherwise; as they are where the column is unknown.</summary>
    public static IReadOnlyList<RaterSummary> Sort(IReadOnlyList<RaterSummary> raters, string? key, bool ascending)
    {
        Func<RaterSummary, IComparable?>? by = key switch
        {
            "rater" => r => r.Pseudonym,
            "flags" => r => r.Flags.Count,
            _ => All.FirstOrDefault(c => c.Key == key)?.By,
        };
        if (by is null)
            return raters;
        var known = raters.Where(r => by(r) is not null);
        return [.. ascending ? known.OrderBy(by) : known.OrderByDescending(by), .. raters.Where(r => by(r) is null)];
    }

    private static IReadOnlyList<RaterColumn> Rated { get; } = [.. All.Where(c => c.Key is not ("left" or "gold")).Select(c => c.Key switch
    {
        "skipped" => c with { Means = "answers left out with a reason" },
        "median" => c with { Means = "seconds before an answer, time in another window not counted" },
        "checks" => c with { Means = "instructed ratings that were given" },
        "repeats" => c with { Means = "answers shown again that were rated the same, up to one step" },
        "run" => c with { Means = "most answers in a row with one rating" },
        "entropy" => c with { Means = "how mixed the ratings are: 0 is always the same, 1 two equally often, 2 four" },
        "agrees" => c with { Means = "share of the others’ ratings of the same answers that are the same, over so many answers; chance is not taken off" },
        "flagged" => c with { Head = "Flagged", Means = "answers that the rater flagged for you" },
        _ => c,
    })];

    private static IComparable? Share(int part, int total) => total == 0 ? null : (double)part / total;

    private static string Of(int part, int total) => total == 0 ? "–" : $"{AnalysisWords.Count(part)} of {AnalysisWords.Count(total)}";
}
