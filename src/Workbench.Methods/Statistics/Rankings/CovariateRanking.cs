namespace Workbench.Methods.Statistics.Rankings;

/// <summary>A ranking read at zero difference of every covariate, and the covariates' own effects.</summary>
/// <param name="Ranking">Strengths at zero difference.</param>
/// <param name="Effects">Log odds per standard deviation of the covariate (of the side itself for <c>side</c>), by name.</param>
public sealed record CovariateRanking(Ranking Ranking, IReadOnlyList<(string Name, Estimate Effect)> Effects);
