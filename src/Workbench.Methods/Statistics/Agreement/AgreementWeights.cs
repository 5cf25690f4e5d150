namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// How much two categories agree, from 1 (the same) to 0 (as far apart as the scale allows). The weights are functions
/// of the <em>declared</em> categories, so that an unused end of the scale still counts.
/// </summary>
/// <remarks>Reference: Cohen (1968), Psychological Bulletin 70(4); Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.</remarks>
public enum AgreementWeights
{
    /// <summary>w = 1 where equal, else 0.</summary>
    Identity,

    /// <summary>w = 1 − |c − k| / (max − min).</summary>
    Linear,

    /// <summary>w = 1 − (c − k)² / (max − min)².</summary>
    Quadratic,
}
