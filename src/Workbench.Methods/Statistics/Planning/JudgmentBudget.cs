namespace Workbench.Methods.Statistics.Planning;

/// <summary>How many judgments one question needs, from the decisive comparisons of a sign test to the comparisons to hand out.</summary>
/// <remarks>
/// Decisive comparisons by <see cref="SignTestPlanning"/>; judgments <c>⌈decisive · deff / (1 − tie rate)⌉</c>, <c>deff = 1 + (raters − 1) · ICC</c>; comparisons
/// <c>⌈judgments / raters⌉</c>. The ICC is that of the votes on one comparison. That personas differ too is not in it: see <see cref="PowerSimulation"/>.
/// </remarks>
public sealed record JudgmentBudget
{
    /// <summary>Effects smaller than this have no exact size here: its search would take minutes, and the normal size is right to a promille there.</summary>
    public const double LeastExactEffect = 0.02;

    /// <summary>Win rate among decisive comparisons that is to be found, not one half.</summary>
    public required double WinRate { get; init; }

    /// <summary>Expected share of ties.</summary>
    public double TieRate { get; init; }

    /// <summary>Wanted power.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Two-sided level.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Judgments a comparison.</summary>
    public int RatersPerItem { get; init; } = 1;

    /// <summary>Intraclass correlation of the judgments of one comparison.</summary>
    public double Icc { get; init; }

    /// <summary>Decisive comparisons by the normal approximation.</summary>
    public int Normal => SignTestPlanning.NormalSize(WinRate, Alpha, Power);

    /// <summary>Decisive comparisons by exact power; null where the effect is too small for the search.</summary>
    public int? Exact => Math.Abs(WinRate - 0.5) < LeastExactEffect ? null : SignTestPlanning.ExactSize(WinRate, Alpha, Power);

    /// <summary>What several judgments of one comparison lose by being alike.</summary>
    public double DesignEffect => Planning.DesignEffect.Compute(RatersPerItem, Icc);

    /// <summary>Judgments in all, from the exact size where there is one.</summary>
    public int Judgments => SignTestPlanning.Planned(Exact ?? Normal, TieRate, DesignEffect);

    /// <summary>Comparisons to hand out.</summary>
    public int Comparisons => (Judgments + RatersPerItem - 1) / RatersPerItem;

    /// <summary>The smallest win rate above one half, in whole percent, that so many judgments find by the normal approximation; null where not even 99 % is found.</summary>
    /// <param name="judgments">Judgments that a design yields.</param>
    public double? Detectable(int judgments)
    {
        for (var percent = 51; percent <= 99; percent++)
        {
            if (SignTestPlanning.Planned(SignTestPlanning.NormalSize(percent / 100.0, Alpha, Power), TieRate, DesignEffect) <= judgments)
                return percent / 100.0;
        }

        return null;
    }

    /// <summary>Judgments for an interval of a given half-width around one half: <c>⌈z² deff / (4 h²)⌉</c>; ties make it narrower than that.</summary>
    /// <param name="halfWidth">Half-width h, 0 to ½.</param>
    public int JudgmentsFor(double halfWidth)
    {
        if (!(halfWidth is > 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "A half-width lies between 0 and one half.");
        var z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 1 - (Alpha / 2));
        return (int)Math.Ceiling((z * z * DesignEffect / (4 * halfWidth * halfWidth)) - 1e-9);
    }

    /// <summary>Half-width of the interval at one half after so many comparisons.</summary>
    /// <param name="comparisons">Comparisons, each judged by all its raters.</param>
    public double HalfWidth(int comparisons) => SignTestPlanning.HalfWidth(comparisons * RatersPerItem, 0.5, 1 - Alpha, DesignEffect);
}
