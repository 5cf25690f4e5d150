using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Proportions;
using Workbench.Methods.Statistics.Rankings;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>systems</c>: win rates, Bradley–Terry and Elo of every system.</summary>
internal static class SystemsReport
{
    /// <param name="raw">The judgments as displayed.</param>
    /// <param name="resolved">One verdict a rater and comparison.</param>
    /// <param name="options">Settings.</param>
    /// <param name="warnings">Where warnings of the ranking go.</param>
    public static JsonObject Of(JudgmentSet raw, JudgmentSet resolved, ReportOptions options, ISet<string> warnings)
    {
        var systems = new JsonObject();
        var only = options.Only;
        foreach (var name in PairCounts.From(resolved).Systems)
            systems[name] = new JsonObject();
        if (only.Wants("win_rate") || only.Wants("decisive_win_rate"))
            AddWinRates(systems, resolved, options);
        if (only.Wants("decisive_win_rate") && MethodNames.Binomial(options.Interval) is { } method && !resolved.HasWeights)
            AddBinomial(systems, method, options);
        if (only.Wants("bradley_terry"))
            AddBradleyTerry(systems, resolved, options, warnings);
        if (only.Wants("elo"))
        {
            foreach (var (system, rating) in Elo.Rate(resolved, new EloOptions { K = options.EloK }))
                Row(systems, system)["elo"] = new JsonObject { ["k"] = options.EloK, ["rating"] = rating };
        }

        if (only.Wants("length_controlled_win_rate") && systems.Count > 0)
            AddLengthControlled(systems, raw, options);
        return systems;
    }

    /// <summary>The binomial interval that was asked for, at the decisive win rate: there it applies whatever ties there are.</summary>
    private static void AddBinomial(JsonObject systems, ProportionMethod method, ReportOptions options)
    {
        foreach (var row in systems.Select(entry => entry.Value!.AsObject()).Where(row => row.ContainsKey("wins")))
        {
            var (wins, losses) = ((int)row["wins"]!, (int)row["losses"]!);
            var decisive = Proportion.Of(wins, wins + losses, method, options.Level);
            row.PutInterval("decisive_ci", decisive);
            row.PutOr("decisive_ci_method", decisive.Interval?.Method, "no interval");
        }
    }

    private static void AddLengthControlled(JsonObject systems, JudgmentSet raw, ReportOptions options)
    {
        const string key = "length_controlled_win_rate";
        var reason = !raw.HasLengths ? "no lengths: give left_length and right_length, or left_text and right_text"
            : raw.Count > ReportOptions.ManyRows && !options.Only.Asks(key) ? $"more than {ReportOptions.ManyRows} judgments: ask with --only {key}" : null;
        if (reason is not null)
        {
            foreach (var (_, row) in systems)
                row!.AsObject().PutNothing(key, reason);
            return;
        }

        foreach (var (system, rate) in LengthControlledWinRate.OfAll(raw, new BradleyTerryOptions { Level = options.Level }))
            Row(systems, system)[key] = ReportJson.Full(rate);
    }

    private static void AddWinRates(JsonObject systems, JudgmentSet resolved, ReportOptions options)
    {
        foreach (var rate in ConditionRates.OfAll(resolved, options.ForWinRates(resolved.Count)))
        {
            var row = Row(systems, rate.Condition);
            row["wins"] = rate.Wins;
            row["losses"] = rate.Losses;
            row["ties"] = rate.Ties;
            row["n"] = rate.N;
            row["unscored"] = rate.Unscored;
            row.Put("win_rate", rate.Rate);
            row.PutInterval("ci", rate.Rate);
            row.PutOr("ci_method", rate.Rate.Interval?.Method, "no interval");
            row.PutOr("clusters", rate.Rate.Clusters, "judgments are taken as independent");
            row.Put("decisive_win_rate", rate.Decisive);
            if (rate.Decisive.Settings.ContainsKey("weights"))
                row.PutNothing("wilson", "does not apply: rows are weighted by their selection probability; see decisive_ci");
            else
                row.PutInterval("wilson", rate.Decisive);
            row.PutInterval("decisive_ci", rate.Decisive);
            if (rate.Decisive.Interval is { } decisive)
                row["decisive_ci_method"] = decisive.Method;
            string[] warnings = [.. rate.Rate.Warnings, .. rate.Decisive.Warnings.Select(warning => "decisive_win_rate: " + warning)];
            if (warnings.Length > 0)
                row["warnings"] = ReportJson.Strings(warnings);
        }
    }

    private static void AddBradleyTerry(JsonObject systems, JudgmentSet resolved, ReportOptions options, ISet<string> warnings)
    {
        var how = new BradleyTerryOptions { Level = options.Level, Ties = options.Ties };
        var ranking = options.RankingReplicates > 0
            ? RankingBootstrap.Fit(resolved, options.Cluster, options.RankingReplicates, options.Seed, how)
            : BradleyTerry.Fit(resolved, how, options.Cluster);
        if (options.Cluster == ClusterBy.PersonaAndRater)
            warnings.Add("bradley_terry: clusters of two ways are for win rates; its intervals are by persona");
        foreach (var warning in ranking.Warnings)
            warnings.Add("bradley_terry: " + warning);
        foreach (var system in ranking.Systems)
        {
            var row = new JsonObject { ["ties"] = MethodNames.NameOf(MethodNames.Ties, options.Ties) };
            if (ranking.TieParameter is { } parameter)
                row["tie_parameter"] = parameter;
            row.Put("share", system.Share, system.LogStrength.UndefinedReason);
            row.Put("log_strength", system.LogStrength);
            row.Put("scale_1000", system.Scale1000, system.LogStrength.UndefinedReason);
            row.PutInterval("ci", system.LogStrength);
            if (system.LogStrength.Interval is null)
                row["ci_method_reason"] = "no interval";
            row["ci_of"] = "log_strength";
            row["ci_method"] = system.LogStrength.Interval?.Method;
            if (system is { BestRank: { } best, WorstRank: { } worst })
                (row["rank"], row["rank_worst"]) = (best, worst);
            else
                AddNoRank(row, system.LogStrength.UndefinedReason ?? ranking.Warnings.FirstOrDefault(warning => warning.Contains("no interval", StringComparison.Ordinal)));
            if (ranking.Ridge > 0)
                row["ridge"] = ranking.Ridge;
            Row(systems, system.Name)["bradley_terry"] = row;
        }
    }

    private static void AddNoRank(JsonObject row, string? reason)
    {
        row.PutNothing("rank", reason ?? "no interval to rank by");
        row.PutNothing("rank_worst", reason ?? "no interval to rank by");
    }

    private static JsonObject Row(JsonObject systems, string name)
    {
        if (systems[name] is JsonObject row)
            return row;
        var added = new JsonObject();
        systems[name] = added;
        return added;
    }
}
