using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Puts a fit and its variance together into a <see cref="Ranking"/>.</summary>
internal static class RankingAssembly
{
    public static string NameOf(TieModel model) => model switch
    {
        TieModel.Davidson => "Bradley–Terry, Davidson ties",
        TieModel.RaoKupper => "Bradley–Terry, Rao–Kupper ties",
        _ => "Bradley–Terry, ties as half",
    };

    public static Ranking Empty(PairCounts counts, BradleyTerryOptions options) => new()
    {
        Method = NameOf(options.Ties),
        Systems = [],
        LogLikelihood = 0,
        Iterations = 0,
        Converged = true,
        Ridge = options.Ridge,
        N = 0,
        Unscored = counts.Unscored,
        Warnings = ["no comparison with a verdict"],
    };

    public static Ranking Of(
        PairCounts all, BradleyTerryFit fit, RankingVariance variance, BradleyTerryOptions options, double ridge, List<string> warnings)
    {
        var errors = Errors(fit, variance);
        var critical = Sandwich.Critical(variance.Clusters, options.Level);
        (double Lower, double Upper)[]? bounds = errors is null ? null : [.. fit.Beta.Select((beta, i) => (beta - (critical * errors[i]), beta + (critical * errors[i])))];
        if (variance.Clusters is { } g && g < ScoreMean.FewClusters)
            warnings.Add(g < 2 ? $"one {variance.Unit} only: no interval" : $"only {g} clusters ({variance.Unit}): the intervals are rough");
        return Of(all, fit, errors, bounds, variance, options, ridge, warnings, null, new Dictionary<string, string>());
    }

    public static Ranking Of(
        PairCounts all, BradleyTerryFit fit, double[]? errors, (double Lower, double Upper)[]? bounds, RankingVariance variance,
        BradleyTerryOptions options, double ridge, List<string> warnings, long? seed, Dictionary<string, string> settings)
    {
        // Clusters that are all alike give a standard error of 0, which is no certainty: neither an interval nor a rank rests on it.
        bool IsConstant(int at) => errors is not null && NoVariation.Is(errors[at], fit.Beta[at]);
        if (Enumerable.Range(0, fit.Beta.Length).Any(IsConstant))
            warnings.Add(NoVariation.Warning(variance.Unit ?? "row"));
        var ranks = errors is null || Enumerable.Range(0, fit.Beta.Length).Any(IsConstant) ? null : Sandwich.Ranks(fit.Beta, errors, options.Level);
        var total = fit.Beta.Sum(Math.Exp);
        var position = fit.Counts.Systems.Select((name, at) => (name, at)).ToDictionary(entry => entry.name, entry => entry.at);
        settings["ridge"] = Numbers.Text(ridge);
        settings["tolerance"] = Numbers.Text(options.Tolerance);
        settings["iterations"] = Numbers.Text(fit.Iterations);
        var method = NameOf(fit.Model);
        return new Ranking
        {
            Method = method,
            Systems = [.. all.Systems.Select(System)],
            LogLikelihood = fit.LogLikelihood,
            Iterations = fit.Iterations,
            Converged = fit.Converged,
            Ridge = ridge,
            TieParameter = fit.Model == TieModel.Half ? null : Math.Exp(fit.Eta),
            N = all.Rows,
            Unscored = all.Unscored,
            Covariance = variance.Covariance,
            Warnings = warnings,
        };

        RankedSystem System(string name)
        {
            if (!position.TryGetValue(name, out var at))
                return new RankedSystem { Name = name, LogStrength = Estimate.Undefined(method, "not connected to the ranked systems by comparisons") with { Unit = "logit" } };
            return new RankedSystem
            {
                Name = name,
                Share = Math.Exp(fit.Beta[at]) / total,
                BestRank = ranks?[at].Best,
                WorstRank = ranks?[at].Worst,
                LogStrength = new Estimate
                {
                    Value = fit.Beta[at],
                    Unit = "logit",
                    Method = method,
                    N = (int)Math.Round(ComparisonsOf(fit.Counts, at)),
                    StandardError = IsConstant(at) ? null : errors?[at],
                    Interval = bounds is null || IsConstant(at) ? null : new ConfidenceInterval(bounds[at].Lower, bounds[at].Upper, options.Level, variance.Method),
                    Clusters = variance.Clusters,
                    ClusterUnit = variance.Unit,
                    Seed = seed,
                    Settings = settings,
                    Warnings = warnings,
                },
            };
        }
    }

    private static double[]? Errors(BradleyTerryFit fit, RankingVariance variance)
    {
        if (variance.Covariance is not { } covariance)
            return null;
        var errors = new double[fit.Beta.Length];
        for (var i = 0; i < errors.Length; i++)
            errors[i] = Math.Sqrt(Math.Max(0, covariance[(i * variance.Size) + i]));
        return errors;
    }

    private static double ComparisonsOf(PairCounts counts, int system)
    {
        var sum = 0.0;
        for (var pair = 0; pair < counts.PairCount; pair++)
        {
            if (counts.First[pair] == system || counts.Second[pair] == system)
                sum += counts.FirstWins[pair] + counts.SecondWins[pair] + counts.Ties[pair];
        }

        return sum;
    }
}
