namespace Workbench.Features.Annotation.Monitoring;

/// <summary>How far one wave is; a study without waves has one.</summary>
public sealed record WaveProgress
{
    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    /// <summary>Null where the study has no waves.</summary>
    public required string? Name { get; init; }

    public required int RatersPerComparison { get; init; }

    /// <summary>Whether it is the one that is open.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Comparisons whose answers are not all generated.</summary>
    public required int Waiting { get; init; }

    /// <summary>Ready, and judged by nobody.</summary>
    public required int Open { get; init; }

    /// <summary>Judged by one person at least, and not by as many as planned.</summary>
    public required int Begun { get; init; }

    /// <summary>Judged by as many people as planned.</summary>
    public required int Complete { get; init; }

    public int Planned => Waiting + Open + Begun + Complete;
}
