namespace Workbench.Methods.Judging;

/// <summary>
/// Made-up raters with known parameters, for sample data, dry runs and coverage simulations. They are a statistical
/// device and never evidence: whoever shows their judgments labels them as simulated.
/// </summary>
/// <remarks>
/// A rater r sees item i with latent advantage a_i of the second answer over the first (in logits) and perceives
/// u = s_r·(a_i + p_i) + b·side + e with e ~ Logistic(0, 1), where s_r is the rater's sharpness, p_i ~ N(0, τ²) what
/// the raters of an item share, and side = +1 where the second answer stands at the left. |u| below the tie width is
/// a tie; else the sign decides. This is a random-utility model with a Rao–Kupper-like tie band
/// (Rao and Kupper 1967, J. Amer. Statist. Assoc. 62:194).
/// </remarks>
public sealed record SimulatedRaters
{
    /// <summary>How many raters there are.</summary>
    public int Raters { get; init; } = 9;

    /// <summary>How many different raters judge each item; at most <see cref="Raters"/>.</summary>
    public int RatersPerItem { get; init; } = 3;

    /// <summary>Half-width of the tie band, in logits.</summary>
    public double TieWidth { get; init; } = 0.45;

    /// <summary>Preference for the left side, in logits.</summary>
    public double LeftBias { get; init; } = 0.12;

    /// <summary>Standard deviation of what the raters of one item share beyond the advantage, in logits.</summary>
    public double ItemSpread { get; init; } = 0.5;

    /// <summary>Seed of every random choice: the same seed gives the same judgments.</summary>
    public required int Seed { get; init; }

    /// <summary>Judges every item.</summary>
    /// <param name="advantages">Latent advantage of the second answer over the first, per item, in logits.</param>
    /// <returns>One verdict per item and chosen rater, items in order; sides are balanced within an item.</returns>
    /// <exception cref="ArgumentException">More raters per item than raters.</exception>
    public IReadOnlyList<SimulatedVerdict> Judge(IReadOnlyList<double> advantages)
    {
        if (RatersPerItem > Raters)
            throw new ArgumentException($"{RatersPerItem} raters per item were asked of {Raters} raters.", nameof(advantages));
        var random = new Random(Seed);
        var sharpness = Enumerable.Range(0, Raters).Select(_ => 0.7 + 0.9 * random.NextDouble()).ToArray();
        var verdicts = new List<SimulatedVerdict>(advantages.Count * RatersPerItem);
        for (var item = 0; item < advantages.Count; item++)
        {
            var shared = ItemSpread * Normal(random);
            var raters = Enumerable.Range(0, Raters).ToArray();
            random.Shuffle(raters);
            var firstIsLeft = random.Next(2) == 0;
            foreach (var rater in raters.Take(RatersPerItem).Order())
            {
                var side = firstIsLeft ? -1 : 1;
                var u = sharpness[rater] * (advantages[item] + shared) + LeftBias * side + Logistic(random);
                verdicts.Add(new(item, rater, firstIsLeft, Math.Abs(u) < TieWidth ? 0 : Math.Sign(u), 6 + 70 * random.NextDouble()));
                firstIsLeft = !firstIsLeft;
            }
        }
        return verdicts;
    }

    private static double Logistic(Random random)
    {
        var p = Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12);
        return Math.Log(p / (1 - p));
    }

    // Box and Muller 1958, Ann. Math. Statist. 29:610.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
