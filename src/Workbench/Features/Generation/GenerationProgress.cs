using Workbench.Features.Studies;

namespace Workbench.Features.Generation;

/// <summary>How far a study's generation is.</summary>
public sealed record GenerationProgress
{
    public required StudyState State { get; init; }

    /// <summary>The study came with the program.</summary>
    public bool IsSample { get; init; }

    public int Total { get; init; }
    public int Done { get; init; }
    public int Failed { get; init; }
    public int Cancelled { get; init; }

    /// <summary>Given up for good, with the profile of a participant.</summary>
    public int Erased { get; init; }

    /// <summary>Not begun, back-offs included.</summary>
    public int Planned { get; init; }

    /// <summary>Being asked now.</summary>
    public int UnderWay { get; init; }

    public int FromCache { get; init; }
    public int Recorded { get; init; }

    /// <summary>Tokens that models read and wrote; replies from the cache took none.</summary>
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>In the endpoints' own price unit; null where no output has a price.</summary>
    public double? Cost { get; init; }

    /// <summary>Outputs finished a minute, over the last two minutes; null before the first.</summary>
    public double? PerMinute { get; init; }

    /// <summary>At that rate; null while nothing moves or nothing is left.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>What went wrong, most frequent first.</summary>
    public IReadOnlyList<GenerationError> Errors { get; init; } = [];

    public int Left => Planned + UnderWay;
}

/// <summary>Outputs that failed, or wait to be tried again, for the same reason.</summary>
/// <param name="Message">In the server's words where it gave any.</param>
/// <param name="Count">How many.</param>
/// <param name="WillRetry">They wait for another try by themselves.</param>
/// <param name="NextTry">When the first of them is tried again.</param>
public sealed record GenerationError(string Message, int Count, bool WillRetry, DateTime? NextTry);
