using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>One wave of judging. What is null is as in the study.</summary>
public sealed record WaveDesign
{
    public const int MaxNameLength = 60;
    public const int MaxWaves = 20;

    public required string Name { get; init; }
    public Perspective? Perspective { get; init; }
    public int? RatersPerComparison { get; init; }

    /// <summary>
    /// Share of the comparisons that the wave takes, above 0 and at most 1. Waves of one perspective take the next part
    /// of one seeded order, so that shares which sum to 1 divide the study.
    /// </summary>
    public double Share { get; init; } = 1;
}
