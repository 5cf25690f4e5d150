using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>
/// Reference-free responsiveness: how different a system's outputs for different personas are, against how different repeated
/// outputs for one persona are. It says that the persona changes the text, not that it changes it for the better.
/// </summary>
/// <remarks>
/// Per prompt the mean σ over pairs of outputs for different personas, averaged over prompts; noise floor: the mean σ over pairs of
/// repeats of one persona. Interval: t over prompts; ratio: percentile bootstrap over prompts with the stated seed. Undefined
/// without a prompt that has two personas (or a repeat). Not EGISES, which needs texts of the users. Reference: methods.md 4.11.
/// </remarks>
public static class Responsiveness
{
    /// <summary>Computes spread, noise floor and ratio.</summary>
    /// <typeparam name="T">A text, in the form that the distance takes.</typeparam>
    /// <param name="prompts">Outputs by prompt and persona.</param>
    /// <param name="distance">Distance σ in [0, 1].</param>
    /// <param name="seed">Seed of the bootstrap of the ratio.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="level">Nominal coverage.</param>
    public static ResponsivenessResult Compute<T>(
        IReadOnlyList<PersonaTexts<T>> prompts, Func<T, T, double> distance, long seed, int replicates = 2000, double level = 0.95)
    {
        var between = new double[prompts.Count];
        var within = new double[prompts.Count];
        for (var i = 0; i < prompts.Count; i++)
        {
            between[i] = Between(prompts[i].Personas, distance);
            within[i] = Within(prompts[i].Personas, distance);
        }
        return new ResponsivenessResult(
            Mean("responsiveness", between, "no prompt has outputs for two personas", level),
            Mean("resampling noise floor", within, "no persona has repeated outputs on a prompt", level),
            Ratio(between, within, seed, replicates, level));
    }

    private static Estimate Mean(string method, double[] values, string reason, double level)
    {
        var result = ClusteredMean.Compute(method, values, [], "prompt", level, reason, 0, 1, "distance");
        return result with { Unscored = 0, Excluded = result.Unscored, Clusters = result.N, ClusterUnit = "prompt" };
    }

    private static Estimate Ratio(double[] between, double[] within, long seed, int replicates, double level)
    {
        const string Method = "responsiveness / noise floor";
        var both = Enumerable.Range(0, between.Length).Where(i => !double.IsNaN(between[i]) && !double.IsNaN(within[i])).ToArray();
        if (both.Length == 0)
            return Estimate.Undefined(Method, "no prompt has both several personas and repeats");
        var floor = both.Sum(i => within[i]);
        if (!(floor > 0))
            return Estimate.Undefined(Method, "repeated outputs are identical: the noise floor is 0", both.Length);
        var drawn = new List<double>();
        for (var replicate = 0; replicate < replicates && both.Length > 1; replicate++)
        {
            var random = new ReplicateRandom(seed, replicate);
            double top = 0, bottom = 0;
            for (var k = 0; k < both.Length; k++)
            {
                var i = both[random.Next(both.Length)];
                top += between[i];
                bottom += within[i];
            }
            if (bottom > 0)
                drawn.Add(top / bottom);
        }
        drawn.Sort();
        var sorted = drawn.ToArray();
        var interval = sorted.Length < 2 ? null : new ConfidenceInterval(
            Quantile.OfSorted(sorted, (1 - level) / 2), Quantile.OfSorted(sorted, 1 - (1 - level) / 2), level, "prompt bootstrap (percentile)");
        var constant = interval is not null && NoVariation.Is(interval.Upper - interval.Lower, interval.Upper);
        return new Estimate
        {
            Value = both.Sum(i => between[i]) / floor,
            Unit = "ratio",
            Interval = constant ? null : interval,
            Method = Method,
            N = both.Length,
            Clusters = both.Length,
            ClusterUnit = "prompt",
            Excluded = between.Length - both.Length,
            Seed = sorted.Length < 2 ? null : seed,
            Warnings = constant ? [NoVariation.Warning("prompt")]
                : interval is null ? ["one prompt: no interval"] : both.Length < 10 ? [$"only {both.Length} prompts: the interval is rough"] : [],
        };
    }

    private static double Between<T>(IReadOnlyList<IReadOnlyList<T>> personas, Func<T, T, double> distance)
    {
        // Each pair of personas weighs the same, however many repeats it has.
        double sum = 0;
        var pairs = 0;
        for (var j = 1; j < personas.Count; j++)
        {
            for (var k = 0; k < j; k++)
            {
                var (total, count) = (0.0, 0);
                foreach (var a in personas[j])
                {
                    foreach (var b in personas[k])
                        Add(distance(a, b), ref total, ref count);
                }
                if (count == 0)
                    continue;
                sum += total / count;
                pairs++;
            }
        }
        return pairs == 0 ? double.NaN : sum / pairs;
    }

    private static double Within<T>(IReadOnlyList<IReadOnlyList<T>> personas, Func<T, T, double> distance)
    {
        double sum = 0;
        var repeated = 0;
        foreach (var texts in personas)
        {
            var (total, count) = (0.0, 0);
            for (var j = 1; j < texts.Count; j++)
            {
                for (var k = 0; k < j; k++)
                    Add(distance(texts[j], texts[k]), ref total, ref count);
            }
            if (count == 0)
                continue;
            sum += total / count;
            repeated++;
        }
        return repeated == 0 ? double.NaN : sum / repeated;
    }

    private static void Add(double value, ref double total, ref int count)
    {
        if (double.IsNaN(value))
            return;
        total += value;
        count++;
    }
}
