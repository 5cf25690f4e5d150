namespace Workbench.Methods.Statistics.Planning;

/// <summary>
/// What a pilot says about the spread that a larger study will meet: win rate among decisive comparisons, tie rate, and the
/// standard deviations of personas and raters on the logit scale.
/// </summary>
/// <param name="LogOdds">Log-odds that the personalized output wins a decisive comparison, for an average persona and rater.</param>
/// <param name="TieRate">Share of ties.</param>
/// <param name="PersonaSpread">Standard deviation of personas' log-odds.</param>
/// <param name="RaterSpread">Standard deviation of raters' log-odds.</param>
public sealed record PilotComponents(double LogOdds, double TieRate, double PersonaSpread, double RaterSpread)
{
    /// <summary>
    /// Method of moments: ICC(1) of decisive outcomes by persona and by rater, moved to the logit scale by
    /// <c>σ² = ICC/(1 − ICC) · π²/3</c> (negative ICC as 0), log-odds with half a win added to either side.
    /// </summary>
    /// <param name="scores">1 where the personalized output won, ½ for a tie, 0 where it lost; NaN unscored.</param>
    /// <param name="personas">Persona of each comparison.</param>
    /// <param name="raters">Rater of each comparison.</param>
    /// <remarks>Rough for small pilots; the marginal log-odds understate the conditional ones. Reference: Goldstein, Browne, Rasbash (2002), Underst. Stat. 1(4).</remarks>
    /// <exception cref="ArgumentException">No scored comparison.</exception>
    public static PilotComponents From(IReadOnlyList<double> scores, IReadOnlyList<int> personas, IReadOnlyList<int> raters)
    {
        var scored = Enumerable.Range(0, scores.Count).Where(i => !double.IsNaN(scores[i])).ToArray();
        if (scored.Length == 0)
            throw new ArgumentException("A pilot needs at least one scored comparison.", nameof(scores));
        var decisive = scored.Where(i => scores[i] != 0.5).ToArray();
        double wins = decisive.Count(i => scores[i] > 0.5);
        return new PilotComponents(
            Math.Log((wins + 0.5) / (decisive.Length - wins + 0.5)),
            1 - (double)decisive.Length / scored.Length,
            Spread(personas),
            Spread(raters));

        double Spread(IReadOnlyList<int> clusters)
        {
            var icc = IntraclassCorrelation.OneWay([.. decisive.Select(i => scores[i])], [.. decisive.Select(i => clusters[i])]).Value ?? 0;
            icc = Math.Clamp(icc, 0, 0.95);
            return Math.Sqrt(icc / (1 - icc) * Math.PI * Math.PI / 3);
        }
    }
}
