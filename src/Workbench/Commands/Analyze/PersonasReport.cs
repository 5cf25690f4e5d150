using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Metrics.Personalization;
using Workbench.Methods.Statistics.Rankings;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Analyze;

/// <summary>
/// The parts <c>personas</c> and <c>cold_start</c>: each condition against the generic one, persona by persona; by the people where people judged, else by the models, never by both.
/// </summary>
internal static class PersonasReport
{
    private const int MostPairs = 50;

    /// <summary>Names that say that a condition knows nothing about the person.</summary>
    private static readonly string[] GenericNames = ["generic", "none", "non-personalized", "non_personalized", "nonpersonalized", "unpersonalized", "plain", "baseline"];

    public static void Add(JsonObject report, JudgmentSet all, ReportOptions options)
    {
        var only = options.Only;
        if (!only.Wants("personas") && !only.Wants("cold_start"))
            return;
        var resolved = all.OfKind(all.Kind.Contains(RaterKind.Human) ? RaterKind.Human : RaterKind.Model);
        var pairs = Pairs(resolved, options);
        if (only.Wants("personas"))
        {
            if ((Reason(resolved, pairs) ?? TooMany(all, pairs, options)) is { } reason)
                report.PutNothing("personas", reason);
            else
                report["personas"] = new JsonArray([.. pairs.Select(pair => Heterogeneity(resolved, pair, options))]);
        }

        if (!only.Wants("cold_start"))
            return;
        if ((Reason(resolved, pairs) ?? (resolved.HasPersonaItems ? null : "no persona_items: how much is known about each persona")) is { } nothing)
            report.PutNothing("cold_start", nothing);
        else
            report["cold_start"] = new JsonArray([.. pairs.Select(pair => ColdStart(resolved, pair, options))]);
    }

    // Pooling over personas is fitted for every pair: with many of both it takes longer than all the rest.
    private static string? TooMany(JudgmentSet all, List<Pair> pairs, ReportOptions options) =>
        all.Count > ReportOptions.ManyRows && pairs.Count > 1 && !options.Only.Asks("personas") ? $"more than {ReportOptions.ManyRows} judgments: ask with --only personas" : null;

    private static string? Reason(JudgmentSet resolved, List<Pair> pairs) =>
        pairs.Count == 0 ? "no comparison of two systems" : resolved.HasPersonas ? null : "the file names no persona";

    private sealed record Pair(string Condition, string Against, int[] Rows);

    /// <summary>The system that stands for the generic answer: the one that was named, or else the one that bears such a name; null where none does.</summary>
    internal static string? GenericOf(IReadOnlyList<string> systems, ReportOptions options) => options.Baseline ?? GenericNames
        .Select(word => systems.FirstOrDefault(name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(name => name is not null);

    /// <summary>Every condition against the generic one; where no condition is known for it, the pair with the name that sorts first as the condition.</summary>
    private static List<Pair> Pairs(JudgmentSet resolved, ReportOptions options)
    {
        var pairs = PairRates.RowsByPair(resolved);
        var generic = GenericOf([.. pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().Select(id => resolved.Systems[id])], options);
        var named = pairs.Select(p => (A: resolved.Systems[p.A], B: resolved.Systems[p.B], p.Rows));
        return [.. (generic is null
            ? named.Select(p => new Pair(p.A, p.B, p.Rows))
            : named.Where(p => p.A == generic || p.B == generic).Select(p => new Pair(p.A == generic ? p.B : p.A, generic, p.Rows)))
            .OrderByDescending(p => p.Rows.Length).ThenBy(p => p.Condition, StringComparer.Ordinal).Take(MostPairs)];
    }

    private static JsonObject Heterogeneity(JudgmentSet resolved, Pair pair, ReportOptions options)
    {
        var line = new JsonObject { ["condition"] = pair.Condition, ["against"] = pair.Against, ["raters_are"] = resolved.Kind.Contains(RaterKind.Human) ? "people" : "models" };
        var set = resolved.Rows(pair.Rows);
        if (PersonaPooling.Fit(set, pair.Condition, pair.Against, options.Level) is not { } fit)
        {
            line.PutNothing("theta", "no comparison of the two names a persona");
            return line;
        }

        line["n"] = fit.Pooled.N;
        line["personas"] = fit.Personas.Count;
        line.Put("theta", fit.Pooled);
        line.PutInterval("theta_ci", fit.Pooled);
        line.Put("tau", fit.Tau);
        line.Put("tau_p", fit.TauTest);
        line.Put("share_against", fit.ShareAgainst);
        var (scores, personas, _) = Scores(set, pair);
        var generic = GenericPreference.Compute(scores, personas, options.Level);
        line.Put("share_against_observed", generic.Observed);
        line.PutInterval("share_against_observed_ci", generic.Observed);
        line.Put("share_against_corrected", generic.Corrected);
        line.Put("win_rate_spread", generic.Spread);
        line["undecided"] = generic.Undecided;
        if (fit.Pooled.Warnings.Count > 0)
            line["warnings"] = ReportJson.Strings(fit.Pooled.Warnings);
        var each = new JsonObject();
        foreach (var persona in fit.Personas)
        {
            var row = new JsonObject { ["n"] = persona.N, ["win_rate"] = persona.RawWinRate, ["pooled_win_rate"] = persona.WinRate };
            row.Put("log_odds", persona.Logit);
            row.PutInterval("ci", persona.Logit);
            each[persona.Persona] = row;
        }

        line["by_persona"] = each;
        return line;
    }

    private static JsonObject ColdStart(JudgmentSet resolved, Pair pair, ReportOptions options)
    {
        var (scores, personas, amounts) = Scores(resolved.Rows(pair.Rows), pair);
        int[] known = [.. Enumerable.Range(0, amounts.Length).Where(i => !double.IsNaN(amounts[i]))];
        (amounts, scores, personas) = ([.. known.Select(i => amounts[i])], [.. known.Select(i => scores[i])], [.. known.Select(i => personas[i])]);
        var trend = ColdStartCurve.Trend(amounts, scores, personas, options.Level);
        var line = new JsonObject { ["condition"] = pair.Condition, ["against"] = pair.Against, ["n"] = trend.N };
        line.Put("trend", trend);
        line.PutInterval("trend_ci", trend);
        line["trend_unit"] = "change of the win rate as the data double";
        line["points"] = new JsonArray([.. ColdStartCurve.Points(amounts, scores, personas, level: options.Level).Select(point =>
        {
            var row = new JsonObject { ["from"] = point.Lower, ["to"] = point.Upper, ["personas"] = point.Personas, ["n"] = point.WinRate.N };
            row.Put("win_rate", point.WinRate);
            row.PutInterval("ci", point.WinRate);
            return row;
        })]);
        return line;
    }

    /// <summary>The condition's score, the persona and the amount of data of each row that names a persona.</summary>
    private static (double[] Scores, int[] Personas, double[] Amounts) Scores(JudgmentSet set, Pair pair)
    {
        var (left, condition) = (set.LeftScores().ToArray(), set.FindSystem(pair.Condition));
        int[] rows = [.. Enumerable.Range(0, set.Count).Where(row => set.Persona[row] >= 0)];
        return (
            [.. rows.Select(row => set.Left[row] == condition ? left[row] : 1 - left[row])],
            [.. rows.Select(row => set.Persona[row])],
            [.. rows.Select(row => set.PersonaItems[row])]);
    }
}
