namespace Workbench.Features.Studies;

/// <summary>So many judgments are wanted of one part of a study; it closes when it has them.</summary>
public sealed record StratumTarget
{
    public const int MaxTargets = 200;
    public const int MaxJudgments = 1_000_000;

    public required StratumKind Kind { get; init; }

    /// <summary>The persona's or condition pair's name, or the prompt category, as screens show it.</summary>
    public required string Value { get; init; }

    /// <summary>Judgments by people, over all comparisons of the stratum.</summary>
    public required int Judgments { get; init; }
}
