using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Bradley–Terry with covariates, <c>P(left beats right) = σ(β_l − β_r + Σ_k γ_k z_k)</c>, ties as half. Every covariate is
/// divided by its standard deviation and not centred, so that strengths are read at zero difference; <c>side</c> stays as
/// it is. Rows are taken as displayed, never recoded, or the side could not be seen. Intervals by the cluster sandwich.
/// </summary>
/// <remarks>Dubois et al. (2024) arXiv 2404.04475 (length); Arena-Hard-Auto style control; specification 2.11, 2.12, 4.4.</remarks>
public static class CovariateBradleyTerry
{
    /// <summary>Fits strengths and effects together.</summary>
    /// <param name="set">The judgments as displayed (not resolved), of one criterion and perspective.</param>
    /// <param name="covariates">Features, one value a row of the set.</param>
    /// <param name="options">How; null for the defaults. Ties count as half. The ridge does not touch the effects.</param>
    /// <param name="cluster">Which comparisons are taken together.</param>
    /// <exception cref="ArgumentException">A covariate has another number of rows than the set.</exception>
    public static CovariateRanking Fit(
        JudgmentSet set, IReadOnlyList<CovariateColumn> covariates, BradleyTerryOptions? options = null, ClusterBy cluster = ClusterBy.Auto)
    {
        options = (options ?? BradleyTerryOptions.Default) with { Ties = TieModel.Half };
        foreach (var covariate in covariates)
        {
            if (covariate.Values.Count != set.Count)
                throw new ArgumentException($"Covariate '{covariate.Name}' has {covariate.Values.Count} values for {set.Count} rows.", nameof(covariates));
        }

        var complete = set.Where(row => covariates.All(covariate => double.IsFinite(covariate.Values[row])));
        int[] kept = [.. Enumerable.Range(0, set.Count).Where(row => covariates.All(covariate => double.IsFinite(covariate.Values[row])))];
        var counts = PairCounts.From(complete);
        var (start, ridge, warnings) = BradleyTerry.FitConnected(counts, options);
        if (start is null)
            return new CovariateRanking(RankingAssembly.Empty(counts, options), [.. covariates.Select(c => (c.Name, Estimate.Undefined("covariate effect", "no data")))]);
        var design = CovariateDesign.Of(complete, start, covariates, kept);
        var solution = design.Solve(ridge, options);
        if (!solution.Converged)
            warnings.Add("the fit with covariates did not converge");
        warnings.AddRange(design.Constant.Select(name => $"covariate '{name}' does not vary and was left out"));
        var (ids, unit) = ClusterIds.Of(complete, cluster);
        var variance = solution.Variance(ids, unit);
        var fit = start with { Beta = solution.Beta, LogLikelihood = solution.LogLikelihood, Iterations = solution.Iterations, Converged = solution.Converged };
        var ranking = RankingAssembly.Of(counts, fit, variance, options, ridge, warnings) with { Method = "Bradley–Terry with covariates, ties as half" };
        var effects = covariates.Select(covariate => (covariate.Name, Effect(covariate, design, solution, variance, options, ranking)));
        return new CovariateRanking(ranking, [.. effects]);
    }

    private static Estimate Effect(
        CovariateColumn covariate, CovariateDesign design, CovariateSolution solution, RankingVariance variance, BradleyTerryOptions options, Ranking ranking)
    {
        const string name = "covariate effect at equal strength";
        var at = design.Names.IndexOf(covariate.Name);
        if (at < 0)
            return Estimate.Undefined(name, "the covariate does not vary", design.Rows);
        var row = design.Systems + at;
        var error = variance.Covariance is { } covariance ? Math.Sqrt(Math.Max(0, covariance[(row * variance.Size) + row])) : (double?)null;
        var value = solution.Gamma[at];
        var isConstant = error is { } small && NoVariation.Is(small, value);
        error = isConstant ? null : error;
        var half = error * Sandwich.Critical(variance.Clusters, options.Level);
        return new Estimate
        {
            Value = value,
            Unit = "logit",
            Method = name,
            N = design.Rows,
            StandardError = error,
            Interval = half is { } width ? new ConfidenceInterval(value - width, value + width, options.Level, variance.Method) : null,
            Clusters = variance.Clusters,
            ClusterUnit = variance.Unit,
            Settings = new Dictionary<string, string> { ["divided_by"] = Numbers.Text(design.Scales[at]) },
            Warnings = isConstant && !ranking.Warnings.Contains(NoVariation.Warning(variance.Unit ?? "row"))
                ? [.. ranking.Warnings, NoVariation.Warning(variance.Unit ?? "row")] : ranking.Warnings,
        };
    }
}
