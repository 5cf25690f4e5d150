using MathNet.Numerics.Distributions;
using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>
/// Partial pooling over personas for one condition against another: <c>logit P(win) = θ + u_p</c>, <c>u_p ~ N(0, τ²)</c>,
/// ties as half. θ and τ maximise the Laplace approximation of the marginal likelihood; each persona's effect is its
/// posterior mode given them. A published average hides the people who prefer the generic text; this shows them.
/// Comparisons are independent given the persona.
/// </summary>
/// <remarks>Breslow, Clayton (1993) JASA 88; Gelman, Hill (2007), ch. 12–14; specification 4.4.</remarks>
public static class PersonaPooling
{
    private const string Name = "persona partial pooling";

    /// <summary>Fits one condition against another over the personas of a set.</summary>
    /// <param name="set">The judgments of one criterion and perspective.</param>
    /// <param name="condition">The condition that may be preferred.</param>
    /// <param name="against">The other condition.</param>
    /// <param name="level">Nominal coverage.</param>
    /// <returns>Null where no row of the two names a persona.</returns>
    public static PersonaHeterogeneity? Fit(JudgmentSet set, string condition, string against, double level = 0.95)
    {
        var resolved = set.IsResolved ? set : set.Resolve();
        var (names, wins, totals, unscored) = Gather(resolved, condition, against);
        return names.Length == 0 ? null : Fit(names, wins, totals, level, unscored);
    }

    /// <summary>Fits wins (ties as half) of totals, one entry a persona.</summary>
    internal static PersonaHeterogeneity Fit(string[] names, double[] wins, double[] totals, double level, int unscored = 0)
    {
        var model = new PersonaLikelihood(wins, totals);
        var (tau, best) = model.MaximiseTau();
        var (theta, error) = model.Theta(tau);
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var n = (int)Math.Round(totals.Sum());
        var ratio = Math.Max(0, 2 * (best - model.Marginal(0)));
        var warnings = names.Length < 10 ? new[] { $"only {names.Length} personas: τ is rough and biased towards 0" } : [];
        var effects = names.Select((_, p) => model.Effect(p, theta, tau)).ToArray();
        Estimate Of(double value, string method, string unit) =>
            new() { Value = value, Method = method, Unit = unit, N = n, Unscored = unscored, Clusters = names.Length, ClusterUnit = "persona", Warnings = warnings };
        return new PersonaHeterogeneity
        {
            Pooled = Of(theta, Name + ": θ", "logit") with { StandardError = error, Interval = new ConfidenceInterval(theta - (z * error), theta + (z * error), level, "profile curvature, z") },
            Tau = Of(tau, Name + ": τ", "logit") with { Warnings = [.. warnings, "τ comes from its likelihood, skewed and often greatest at 0: no interval"] },
            TauTest = Of(ratio < 1e-9 ? 1 : Normal.CDF(0, 1, -Math.Sqrt(ratio)), Name + ": likelihood ratio of τ = 0", "p-value"),
            ShareAgainst = Of(effects.Average(Against), Name + ": share against", "proportion") with { Warnings = [.. warnings, "the share takes θ and τ as known: no interval"] },
            Personas = [.. names.Select((name, p) => new PersonaEffect(
                name,
                (int)Math.Round(totals[p]),
                wins[p] / totals[p],
                new Estimate
                {
                    Value = effects[p].Mode,
                    Method = Name,
                    Unit = "logit",
                    N = (int)Math.Round(totals[p]),
                    StandardError = effects[p].Sd > 0 ? effects[p].Sd : null,
                    Interval = effects[p].Sd > 0
                        ? new ConfidenceInterval(effects[p].Mode - (z * effects[p].Sd), effects[p].Mode + (z * effects[p].Sd), level, "Laplace, given θ and τ")
                        : null,
                    Warnings = effects[p].Sd > 0 ? [] : ["τ is 0 and all personas are θ: no interval of its own"],
                },
                1 / (1 + Math.Exp(-effects[p].Mode))))],
        };
    }

    /// <summary>The chance that a persona's effect is negative; without any spread all personas stand on one side, or, within the accuracy of the search for θ, on none.</summary>
    private static double Against((double Mode, double Sd) effect) =>
        effect.Sd > 0 ? Normal.CDF(0, 1, -effect.Mode / effect.Sd) : Math.Abs(effect.Mode) < 1e-6 ? 0.5 : effect.Mode < 0 ? 1 : 0;

    private static (string[] Names, double[] Wins, double[] Totals, int Unscored) Gather(JudgmentSet set, string condition, string against)
    {
        var (a, b) = (set.FindSystem(condition), set.FindSystem(against));
        var position = new Dictionary<int, int>();
        var names = new List<string>();
        var wins = new List<double>();
        var totals = new List<double>();
        var unscored = 0;
        var scores = set.LeftScores();
        for (var row = 0; a >= 0 && b >= 0 && a != b && row < set.Count; row++)
        {
            var (l, r, persona) = (set.Left[row], set.Right[row], set.Persona[row]);
            if (persona < 0 || !((l == a && r == b) || (l == b && r == a)))
                continue;
            if (double.IsNaN(scores[row]))
            {
                unscored++;
                continue;
            }

            if (!position.TryGetValue(persona, out var at))
            {
                position[persona] = at = names.Count;
                names.Add(set.Personas[persona]);
                wins.Add(0);
                totals.Add(0);
            }

            wins[at] += l == a ? scores[row] : 1 - scores[row];
            totals[at]++;
        }

        return ([.. names], [.. wins], [.. totals], unscored);
    }
}
