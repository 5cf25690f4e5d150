using System.Globalization;
using Workbench.Methods.Statistics;

namespace Workbench.Features.Analysis;

/// <summary>How estimates of any unit are written in a table: shares in percent, p-values without a false zero, anything else as a number.</summary>
public static class MetricWords
{
    public static string Value(Estimate estimate) => estimate.Value switch
    {
        null => AnalysisWords.NoData,
        { } p when estimate.Unit == "p-value" => $"p {(p < 0.001 ? "" : "= ")}{AnalysisWords.P(p)}",
        { } value => IsShare(estimate) ? $"{Percent(value)} %" : Plain(value),
    };

    /// <summary>The interval as it stands beside the value; where there is none, nothing for a p-value and a word otherwise.</summary>
    public static string Interval(Estimate estimate) => estimate switch
    {
        { Value: null } => "",
        { Interval: { } i } when IsShare(estimate) => $"[{Percent(i.Lower)}, {Percent(i.Upper)}]",
        { Interval: { } i } => $"[{Plain(i.Lower)}, {Plain(i.Upper)}]",
        { Unit: "p-value" } => "",
        _ => "no interval",
    };

    /// <summary>The method of the number and of its interval, and what the interval is nominally worth.</summary>
    public static string Method(Estimate estimate) => estimate.Interval is { } interval
        ? $"{estimate.Method}; {interval.Method}, {AnalysisWords.Percent(interval.Level)}"
        : estimate.Method;

    private static bool IsShare(Estimate estimate) => estimate.Unit is "proportion" or "win rate" or "probability" or "share";

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Plain(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.###", CultureInfo.InvariantCulture);
}
