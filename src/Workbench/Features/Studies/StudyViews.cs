using Workbench.Methods.Personas;

namespace Workbench.Features.Studies;

/// <summary>A study as lists and frames show it.</summary>
public sealed record StudySummary
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Question { get; init; }
    public required StudyState State { get; init; }
    public required bool IsSample { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? LaunchedAt { get; init; }
    public int Personas { get; init; }
    public int Prompts { get; init; }
    public int Conditions { get; init; }
    public int OutputsDone { get; init; }
    public int Outputs { get; init; }
    public int Comparisons { get; init; }

    /// <summary>Judgments by people on any criterion's overall question; simulated ones are counted apart.</summary>
    public int HumanJudgments { get; init; }

    public int SimulatedJudgments { get; init; }
}

/// <summary>A study with its design; for a launched one also what was frozen.</summary>
public sealed record StudyDetail(StudySummary Summary, StudyDesign Design, string? Manifest, string? ManifestHash, FrozenStudy? Frozen);

/// <summary>What a launched study was made of.</summary>
public sealed record FrozenStudy(
    IReadOnlyList<FrozenPersona> Personas, IReadOnlyList<FrozenPrompt> Prompts, IReadOnlyList<FrozenCondition> Conditions);

/// <param name="IsParticipant">An annotator described themself so, after the launch.</param>
public sealed record FrozenPersona(Guid Id, int Position, Guid? PersonaId, int Version, Persona Persona, string Hash, bool IsParticipant = false);

public sealed record FrozenPrompt(Guid Id, int Position, Guid? PromptId, int Version, string Category, string Text, string? Reference, Guid? OnlyFor, string Hash);

public sealed record FrozenCondition(Guid Id, int Position, ConditionDesign Design, bool IsPersonalized, string TemplateVersion)
{
    public string Name => Design.Name;
}

/// <summary>What a launch would do, computed before anything is sent.</summary>
public sealed record StudyPreview
{
    public required int Pairs { get; init; }
    public required int Outputs { get; init; }
    public required int Comparisons { get; init; }

    /// <summary>Distinct requests: equal ones, such as the non-personalized request for several personas, are one call.</summary>
    public required int Calls { get; init; }

    /// <summary>How many of the calls go to the recorded sample, and how many of those it can answer.</summary>
    public required int RecordedCalls { get; init; }

    public required int RecordedAnswerable { get; init; }

    /// <summary>About how many tokens the calls read, by the o200k tokenizer, which is not every model's.</summary>
    public required long InputTokens { get; init; }

    /// <summary>The most that the calls may write; null where a condition sets no limit.</summary>
    public required long? OutputTokensAtMost { get; init; }
}
