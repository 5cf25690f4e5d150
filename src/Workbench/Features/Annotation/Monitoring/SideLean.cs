using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Proportions;
using Workbench.Methods.Statistics.Tests;

namespace Workbench.Features.Annotation.Monitoring;

/// <summary>
/// Whether people lean to a side as displayed. Sides are mixed at random, so that half of the decisive answers belong at
/// the left whatever people prefer.
/// </summary>
public sealed record SideLean
{
    /// <summary>Below this p-value the page warns.</summary>
    public const double Conspicuous = 0.01;

    /// <summary>Share of decisive answers that chose the left side, with Wilson's interval; answers are taken as independent.</summary>
    public required Estimate Left { get; init; }

    /// <summary>Exact binomial p-value against one half.</summary>
    public required double P { get; init; }

    public bool IsConspicuous => P < Conspicuous;

    public static SideLean Of(int left, int right) => new()
    {
        Left = Proportion.Of(left, left + right, name: "left share of decisive judgments"),
        P = SignTest.TwoSided(left, right).Value ?? 1,
    };
}
