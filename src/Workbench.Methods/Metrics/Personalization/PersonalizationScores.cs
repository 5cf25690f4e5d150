using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>EGISES and PerSEval of one system.</summary>
/// <param name="Egises">1 − DEGRESS: lower is more responsive to the user.</param>
/// <param name="Degress">Degree of responsiveness: how well the model's differences follow the users' differences, 0 … 1.</param>
/// <param name="PerSeval">DEGRESS discounted for lost accuracy: higher is better.</param>
public sealed record PersonalizationScores(Estimate Egises, Estimate Degress, Estimate PerSeval);
