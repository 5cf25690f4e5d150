using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Rankings;

namespace Workbench.Methods.Metrics;

/// <summary>Elo ratings, median over shuffled orders.</summary>
public sealed class EloMetric : IMetric
{
    private const int Shuffles = 1000;
    private const int ManyRows = 50_000;

    /// <inheritdoc/>
    public string Name => "elo";

    /// <inheritdoc/>
    public string Title => "Elo rating";

    /// <inheritdoc/>
    public string Sentence => "Points that move after every comparison as in chess; the interval shows how much the order of the comparisons matters.";

    /// <inheritdoc/>
    public string Formula => "R_i += K·(s − E), E = 1/(1 + 10^((R_j − R_i)/400)), start 1000; median over random orders";

    /// <inheritdoc/>
    public string Assumptions => "The interval is not a sampling error; for estimation prefer Bradley–Terry. Fewer orders are drawn for very many comparisons.";

    /// <inheritdoc/>
    public string Reference => "Elo (1978) The Rating of Chessplayers; constants as in FastChat";

    /// <inheritdoc/>
    public bool DependsOnOrder => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var resolved = options.Resolve(judgments);
        var shuffles = resolved.Count <= ManyRows ? Shuffles : Math.Max(20, (int)((long)Shuffles * ManyRows / resolved.Count));
        return [.. Elo.Shuffled(resolved, options.Seed, shuffles, options.Level, new EloOptions { K = options.EloK })
            .Select(rating => new MetricValue(rating.System, rating.Rating))];
    }
}
