using MathNet.Numerics.Distributions;

namespace Workbench.Methods.Statistics.Planning;

/// <summary>
/// Power by simulation: draws studies of the planned size from pilot variance components and counts how often the win rate,
/// tested with persona-clustered errors, differs from one half.
/// </summary>
/// <remarks>
/// Model: <c>logit P(win | decisive) = β + u_persona + v_rater</c>, u and v normal; a tie with the pilot's rate. Test: CR1 by persona, t on
/// (personas − 1) degrees of freedom, two-sided. Deterministic given the seed. Interval: Wilson over simulated studies.
/// Undefined with fewer than two personas. Reference: Gelman, Hill (2007), Data Analysis Using Regression, ch. 20.
/// </remarks>
public static class PowerSimulation
{
    /// <summary>Estimates the power of a plan.</summary>
    /// <param name="pilot">Components to draw from; change <see cref="PilotComponents.LogOdds"/> to ask about another effect.</param>
    /// <param name="plan">Size of the study.</param>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="studies">Number of simulated studies.</param>
    /// <param name="alpha">Two-sided level.</param>
    /// <param name="cancellationToken">Stops the simulation.</param>
    public static Estimate Run(
        PilotComponents pilot, StudyPlan plan, long seed, int studies = 2000, double alpha = 0.05, CancellationToken cancellationToken = default)
    {
        const string Method = "power by simulation";
        if (plan.Personas < 2)
            return Estimate.Undefined(Method, "fewer than two personas: the clustered test does not exist");
        if (plan.RatersPerItem > plan.Raters)
            throw new ArgumentException("A comparison cannot have more raters than there are.", nameof(plan));
        var critical = StudentT.InvCDF(0, 1, plan.Personas - 1, 1 - alpha / 2);
        var significant = new bool[studies];
        Parallel.For(0, studies, new ParallelOptions { CancellationToken = cancellationToken }, study =>
            significant[study] = Significant(pilot, plan, new ReplicateRandom(seed, study), critical));
        return WilsonShare.Compute(Method, significant.Count(s => s), studies, 0.95, "no simulated study") with
        {
            Unit = "probability",
            Seed = seed,
            Settings = new Dictionary<string, string>
            {
                ["alpha"] = Numbers.Text(alpha),
                ["log_odds"] = Numbers.Text(pilot.LogOdds),
                ["tie_rate"] = Numbers.Text(pilot.TieRate),
                ["persona_spread"] = Numbers.Text(pilot.PersonaSpread),
                ["rater_spread"] = Numbers.Text(pilot.RaterSpread),
                ["judgments"] = Numbers.Text(plan.Judgments),
            },
        };
    }

    private static bool Significant(PilotComponents pilot, StudyPlan plan, ReplicateRandom random, double critical)
    {
        var lean = new double[plan.Raters];
        for (var r = 0; r < lean.Length; r++)
            lean[r] = pilot.RaterSpread * random.NextNormal();
        var pool = Enumerable.Range(0, plan.Raters).ToArray();
        var sums = new double[plan.Personas];
        var perPersona = plan.PromptsPerPersona * plan.RatersPerItem;
        for (var persona = 0; persona < plan.Personas; persona++)
        {
            var own = pilot.LogOdds + pilot.PersonaSpread * random.NextNormal();
            for (var item = 0; item < plan.PromptsPerPersona; item++)
            {
                for (var vote = 0; vote < plan.RatersPerItem; vote++)
                {
                    var pick = vote + random.Next(pool.Length - vote);
                    (pool[vote], pool[pick]) = (pool[pick], pool[vote]);
                    if (random.NextDouble() < pilot.TieRate)
                        sums[persona] += 0.5;
                    else if (random.NextDouble() < 1 / (1 + Math.Exp(-own - lean[pool[vote]])))
                        sums[persona] += 1;
                }
            }
        }
        var mean = sums.Average() / perPersona;
        var spread = sums.Sum(s => Math.Pow(s / perPersona - mean, 2)) / (plan.Personas - 1);
        var error = Math.Sqrt(spread / plan.Personas);
        return error > 0 ? Math.Abs(mean - 0.5) / error >= critical : mean != 0.5;
    }
}
