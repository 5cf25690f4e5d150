using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>How many personas are better served by the generic answer.</summary>
/// <param name="Observed">Share of personas whose own win rate lies below one half, with a Wilson interval over personas; overstated by noise.</param>
/// <param name="Corrected">The share after taking sampling noise out: <c>Φ((½ − μ)/τ)</c>; undefined where personas do not differ beyond noise.</param>
/// <param name="Spread">τ: standard deviation of personas' true win rates, 0 where they do not differ beyond noise.</param>
/// <param name="Undecided">Personas with a win rate of exactly one half; not among those below it.</param>
public sealed record GenericPreferenceResult(Estimate Observed, Estimate Corrected, Estimate Spread, int Undecided);
