namespace Workbench.Methods.Statistics.Annotators;

/// <summary>Outcome of <see cref="AnomalyTest"/> for one rater.</summary>
/// <param name="Rater">Rater index.</param>
/// <param name="Votes">Votes that were looked at.</param>
/// <param name="Flagged">Whether a look crossed its bound.</param>
/// <param name="PValue">Bonferroni-adjusted smallest p of the looks, or null without votes.</param>
public sealed record AnomalyResult(int Rater, int Votes, bool Flagged, double? PValue);
