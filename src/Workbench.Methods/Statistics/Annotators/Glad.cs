using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Statistics.Annotators;

/// <summary>
/// GLAD: raters have an ability and items a difficulty; able raters are right on easy items.
/// </summary>
/// <remarks>
/// <c>P(right) = σ(α_w β_i)</c>, β_i = exp(b_i) &gt; 0, a wrong label is uniform over the others; α, b ~ N(1, 1), uniform truth. EM, the M step by gradient
/// ascent with step halving. A negative ability tells an adversary. Quality: α_w. Assumes one truth an item.
/// Undefined without ratings or with one category. Reference: Whitehill et al. (2009), Whose vote should count more, NeurIPS 22.
/// </remarks>
public static class Glad
{
    /// <summary>Runs EM.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="tolerance">Stops when no posterior changes by more.</param>
    /// <param name="maxIterations">Stops after so many rounds.</param>
    /// <param name="gradientSteps">Steps of each M step.</param>
    /// <param name="cancellationToken">Stops the iteration.</param>
    public static TruthModelResult Fit(
        RatingTable table, double tolerance = 1e-5, int maxIterations = 100, int gradientSteps = 20, CancellationToken cancellationToken = default)
    {
        if (Posteriors.Problem(table) is { } problem)
            return TruthModelResult.Undefined("GLAD", problem);
        var q = table.CategoryCount;
        var posterior = Posteriors.VoteShares(table);
        double[] ability = [.. Enumerable.Repeat(1.0, table.RaterCount)], difficulty = [.. Enumerable.Repeat(1.0, table.ItemCount)];
        var rated = new bool[table.RaterCount];
        foreach (var item in Enumerable.Range(0, table.ItemCount))
        {
            foreach (var rater in table.RatersOf(item))
                rated[rater] = true;
        }
        var step = 0.1;
        var iteration = 0;
        var change = double.PositiveInfinity;
        while (iteration < maxIterations && change > tolerance)
        {
            cancellationToken.ThrowIfCancellationRequested();
            iteration++;
            Maximise();
            change = Expect();
        }
        return new TruthModelResult
        {
            Model = "GLAD",
            Posterior = Posteriors.Publish(table, posterior),
            RaterQuality = [.. ability.Select((a, r) => rated[r] ? a : double.NaN)],
            Iterations = iteration,
            Converged = change <= tolerance,
        };

        double Expect()
        {
            var largest = 0.0;
            var next = new double[q];
            for (var item = 0; item < table.ItemCount; item++)
            {
                var codes = table.CategoriesOf(item);
                if (codes.IsEmpty)
                    continue;
                Array.Clear(next);
                for (var i = 0; i < codes.Length; i++)
                {
                    var right = Sigmoid(ability[table.RatersOf(item)[i]] * Math.Exp(difficulty[item]));
                    for (var k = 0; k < q; k++)
                        next[k] += Math.Log(Math.Max(1e-12, k == codes[i] ? right : (1 - right) / (q - 1)));
                }
                Posteriors.Normalise(next);
                for (var k = 0; k < q; k++)
                {
                    largest = Math.Max(largest, Math.Abs(next[k] - posterior[item][k]));
                    posterior[item][k] = next[k];
                }
            }
            return largest;
        }

        void Maximise()
        {
            var current = Objective(ability, difficulty);
            for (var s = 0; s < gradientSteps && step > 1e-8; s++)
            {
                double[] up = [.. ability.Select(a => 1 - a)], ease = [.. difficulty.Select(b => 1 - b)];
                for (var item = 0; item < table.ItemCount; item++)
                {
                    var codes = table.CategoriesOf(item);
                    var beta = Math.Exp(difficulty[item]);
                    for (var i = 0; i < codes.Length; i++)
                    {
                        var rater = table.RatersOf(item)[i];
                        var residual = posterior[item][codes[i]] - Sigmoid(ability[rater] * beta);
                        up[rater] += beta * residual;
                        ease[item] += ability[rater] * beta * residual;
                    }
                }
                while (step > 1e-8)
                {
                    double[] newAbility = [.. ability.Select((a, w) => a + step * up[w])];
                    double[] newDifficulty = [.. difficulty.Select((b, i) => Math.Clamp(b + step * ease[i], -10, 5))];
                    var value = Objective(newAbility, newDifficulty);
                    if (value >= current)
                    {
                        (ability, difficulty, current) = (newAbility, newDifficulty, value);
                        step = Math.Min(1, step * 1.5);
                        break;
                    }
                    step /= 2;
                }
            }
            step = Math.Max(step, 1e-4);
        }

        double Objective(double[] alpha, double[] b)
        {
            var value = -0.5 * alpha.Sum(a => (a - 1) * (a - 1)) - 0.5 * b.Sum(x => (x - 1) * (x - 1));
            for (var item = 0; item < table.ItemCount; item++)
            {
                var codes = table.CategoriesOf(item);
                var beta = Math.Exp(b[item]);
                for (var i = 0; i < codes.Length; i++)
                {
                    var right = Math.Clamp(Sigmoid(alpha[table.RatersOf(item)[i]] * beta), 1e-12, 1 - 1e-12);
                    var match = posterior[item][codes[i]];
                    value += match * Math.Log(right) + (1 - match) * Math.Log((1 - right) / (q - 1));
                }
            }
            return value;
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
