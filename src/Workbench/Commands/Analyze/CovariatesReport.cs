using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Rankings;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>covariates</c>: what side, length, Markdown and mentions add to the log odds of winning, all in one Bradley–Terry model.</summary>
internal static class CovariatesReport
{
    /// <param name="raw">The judgments as displayed: resolved, the side could not be seen.</param>
    /// <param name="isCompared">Whether two systems are compared at all.</param>
    /// <param name="options">Settings.</param>
    public static JsonObject Of(JudgmentSet raw, bool isCompared, ReportOptions options)
    {
        var report = new JsonObject();
        var nothing = !isCompared ? "no comparison of two systems"
            : raw.Count > ReportOptions.ManyRows && !options.Only.Asks("covariates") ? $"more than {ReportOptions.ManyRows} judgments: ask with --only covariates" : null;
        if (nothing is not null)
        {
            foreach (var name in new[] { "side", "length", "markdown", "mentions" })
                report.PutNothing(name, nothing);
            return report;
        }

        var columns = new List<CovariateColumn> { CovariateColumn.Side(raw.Count) };
        if (raw.HasLengths)
            columns.Add(CovariateColumn.Length(raw.LeftLength.ToArray(), raw.RightLength.ToArray()));
        if (raw.HasTexts)
            columns.Add(CovariateColumn.Density("markdown", raw.LeftMarkdown.ToArray(), raw.RightMarkdown.ToArray()));
        if (raw.HasMentions)
            columns.Add(CovariateColumn.Difference("mentions", raw.LeftMentions.ToArray(), raw.RightMentions.ToArray()));
        var (ranking, effects) = CovariateBradleyTerry.Fit(raw, columns, new BradleyTerryOptions { Level = options.Level });
        report["n"] = ranking.N;
        foreach (var (name, effect) in effects)
            report[name] = Effect(effect);
        Absent(report, "length", "no lengths: give left_length and right_length, or left_text and right_text");
        Absent(report, "markdown", "no texts: give left_text and right_text");
        Absent(report, "mentions", "no texts to find mentions in: give persona_text with left_text and right_text");
        if (ranking.Warnings.Count > 0)
            report["warnings"] = ReportJson.Strings(ranking.Warnings);
        return report;
    }

    private static JsonObject Effect(Estimate effect)
    {
        var line = ReportJson.Full(effect with { Warnings = [] });
        if (effect.Value is { } value)
            line["odds_ratio"] = Math.Exp(value);
        if (effect.Settings.TryGetValue("divided_by", out var scale))
            line["per"] = double.Parse(scale, System.Globalization.CultureInfo.InvariantCulture);
        return line;
    }

    private static void Absent(JsonObject report, string name, string reason)
    {
        if (!report.ContainsKey(name))
            report.PutNothing(name, reason);
    }
}
