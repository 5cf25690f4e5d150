namespace Workbench.Methods.Statistics.WinRates;

/// <summary>How often one condition was preferred: counts, rates and their intervals.</summary>
public sealed record WinRate
{
    /// <summary>The condition whose wins are counted.</summary>
    public required string Condition { get; init; }

    /// <summary>The condition it stood against, or null for all others.</summary>
    public string? Against { get; init; }

    /// <summary>Comparisons won.</summary>
    public required int Wins { get; init; }

    /// <summary>Comparisons lost.</summary>
    public required int Losses { get; init; }

    /// <summary>Ties, "both bad" included.</summary>
    public required int Ties { get; init; }

    /// <summary>Ties in which both sides were called bad.</summary>
    public required int BothBad { get; init; }

    /// <summary>Comparisons without a usable verdict: counted here, in no rate.</summary>
    public required int Unscored { get; init; }

    /// <summary>Scored comparisons, W + T + L.</summary>
    public int N => Wins + Losses + Ties;

    /// <summary>Win rate with ties as half, <c>(W + T/2)/N</c>, 0 to 1, with the interval that was asked for.</summary>
    public required Estimate Rate { get; init; }

    /// <summary>
    /// Decisive win rate <c>W/(W + L)</c> with Wilson's interval, which takes rows as independent and warns where they share clusters. Where rows have
    /// selection probabilities: the weighted rate, with CR1 by the clusters of <see cref="Rate"/> and t.
    /// </summary>
    public required Estimate Decisive { get; init; }

    /// <summary>Exact two-sided sign test of W against L.</summary>
    public required Estimate SignTest { get; init; }

    /// <summary>Net preference <c>2·rate − 1</c>, without weights <c>(W − L)/N</c>, −1 to 1, or null without data.</summary>
    public double? Net => Rate.Value is { } rate ? (2 * rate) - 1 : null;
}
