using System.Globalization;
using Workbench.Features.Analysis;
using Workbench.Methods.Statistics;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Monitoring;

/// <summary>How the monitor says its numbers.</summary>
internal static class MonitorWords
{
    public static string People(int count) => count == 1 ? "one person" : $"{AnalysisWords.Count(count)} people";

    public static string ByPeople(AnnotationOverview overview) => overview.LeftOutJudgments == 0
        ? AnalysisWords.Count(overview.HumanJudgments)
        : $"{AnalysisWords.Count(overview.HumanJudgments)}, of which {AnalysisWords.Count(overview.LeftOutJudgments)} of raters left out";

    public static string Agreement(Estimate alpha) => alpha switch
    {
        { Value: { } value, Interval: { } interval } => string.Create(CultureInfo.InvariantCulture, $"ordinal alpha {value:0.00} [{interval.Lower:0.00}, {interval.Upper:0.00}], {alpha.N:N0} judgments that can be paired"),
        { Value: { } value } => string.Create(CultureInfo.InvariantCulture, $"ordinal alpha {value:0.00}, no interval"),
        _ => $"no data: {alpha.UndefinedReason}",
    };

    /// <summary>How the interval of the agreement was made, and what it leaves out; null without one.</summary>
    public static string? AgreementFootnote(Estimate alpha) => alpha.Interval is { } interval
        ? string.Create(CultureInfo.InvariantCulture, $"{AnalysisWords.Percent(interval.Level)} interval, {interval.Method} over {alpha.Clusters:N0} {alpha.ClusterUnit}s, {alpha.Settings.GetValueOrDefault("replicates")} replicates, seed {alpha.Seed}. {string.Join(" ", alpha.Warnings.Select(w => char.ToUpperInvariant(w[0]) + w[1..] + "."))}").TrimEnd()
        : alpha.Value is not null && alpha.Warnings.Count > 0 ? string.Join("; ", alpha.Warnings) : null;

    public static string SidesFootnote(SideLean sides) => sides.Left.Interval is { } interval
        ? $"{AnalysisWords.Percent(interval.Level)} interval, {interval.Method}; exact binomial test; answers taken as independent."
        : "";

    public static string Sides(SideLean sides) => sides.Left.Value is { } share
        ? $"{AnalysisWords.Percent(share)} {AnalysisWords.Interval(sides.Left.Interval)} of {AnalysisWords.Count(sides.Left.N, "decisive judgment", "decisive judgments")} chose the left side, p {AnalysisWords.P(sides.P)} against one half"
        : "no data: nobody has chosen a side yet";

    public static string Pace(Throughput throughput) => throughput switch
    {
        { From: null } => "Nobody has judged yet.",
        { PerHour: null } => "Nobody judged within the last hour.",
        { PerHour: { } pace, Remaining: 0 } => $"{Rate(pace)} now. Nothing is left.",
        { PerHour: { } pace, TimeLeft: { } left } => $"{Rate(pace)} now. {AnalysisWords.Count(throughput.Remaining, "judgment is", "judgments are")} still wanted, those in hand included: {Duration(left)} at this pace.",
        _ => "",
    };

    /// <summary>In the unit that a person would use.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1.5 } => "about one minute",
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(time.TotalMinutes):0} minutes"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"about {time.TotalHours:0} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"about {time.TotalDays:N0} days"),
    };

    /// <summary>A length of time as a step of a figure.</summary>
    public static string Step(TimeSpan step) => step switch
    {
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{step.TotalMinutes:0} minutes"),
        { TotalHours: 1 } => "hour",
        { TotalHours: < 24 } => string.Create(CultureInfo.InvariantCulture, $"{step.TotalHours:0} hours"),
        { TotalDays: 1 } => "day",
        { TotalDays: 7 } => "week",
        _ => "four weeks",
    };

    /// <summary>A share as points of a percent, e.g. <c>±8.2 points</c>; a difference of ratings in steps of the scale, e.g. <c>±0.25 steps</c>.</summary>
    public static string HalfWidth(double width, bool isRated) => isRated
        ? string.Create(CultureInfo.InvariantCulture, $"±{width:0.##} steps of the scale")
        : string.Create(CultureInfo.InvariantCulture, $"±{100 * width:0.#} points");

    public static string Kind(RaterKind kind) => kind switch
    {
        RaterKind.Human => "person",
        RaterKind.Model => "model judge",
        RaterKind.Simulated => "simulated",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of rater"),
    };

    public static string Check(HiddenCheckKind kind) => kind switch
    {
        HiddenCheckKind.Identical => "identical pairs called a tie",
        HiddenCheckKind.Duplicate => "repeats that agree with the first time",
        HiddenCheckKind.WrongPersona => "answers for somebody else seen through",
        HiddenCheckKind.Attention => "instructions followed",
        HiddenCheckKind.Gold => "gold pairs right",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of check"),
    };

    public static string At(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Rate(double perHour) => string.Create(CultureInfo.InvariantCulture, $"{perHour:0.#} judgments per hour");
}
