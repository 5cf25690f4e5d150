using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>What the annotation screen needs to know besides the pairs. It holds nothing that names a condition, not even the study's name.</summary>
public sealed record JudgingSession
{
    public required Guid StudyId { get; init; }
    public required string Pseudonym { get; init; }

    /// <summary>The wave that the questions are of; see <see cref="PairToJudge.Wave"/>.</summary>
    public int Wave { get; init; }

    /// <summary>Whether the wave asks otherwise than the one that the rater judged last, and they have not begun it: what is asked is said first.</summary>
    public bool AsksAnew { get; init; }

    public required Perspective Perspective { get; init; }

    /// <summary>All questions, the overall one first.</summary>
    public required IReadOnlyList<CriterionDesign> Criteria { get; init; }

    public required AnswerScale OverallScale { get; init; }

    /// <summary>Two answers to compare at once, or one to rate.</summary>
    public JudgedUnit Unit { get; init; }
    public required bool AsksCertainty { get; init; }

    /// <summary>Least length of a rationale; null asks for none.</summary>
    public required int? RationaleLength { get; init; }

    public required IReadOnlyList<string> ReasonCodes { get; init; }
    /// <summary>Whether passages of the answers may be marked.</summary>
    public bool AsksSpans { get; init; }

    public required string? Guidelines { get; init; }

    /// <summary>The text to agree to, with its version; null where there is none or it was agreed to.</summary>
    public required (string Text, string Version)? Consent { get; init; }

    /// <summary>Null before the end.</summary>
    public required string? CompletionCode { get; init; }
    public required bool IsSample { get; init; }

    /// <summary>Where the rater is; the screen draws nothing else.</summary>
    public required RaterStage Stage { get; init; }

    /// <summary>Whether the rater got past the welcome, so that they go on where they were.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Whether questions come before the guidelines.</summary>
    public bool AsksBefore { get; init; }

    /// <summary>Whether the rater judged anything, if only for training.</summary>
    public bool HasWorked { get; init; }

    /// <summary>The questions of the present stage about the rater; which options screen out is not among it.</summary>
    public IReadOnlyList<SurveyQuestion> Questions { get; init; } = [];

    /// <summary>What the researchers added to the guidelines, the latest first.</summary>
    public IReadOnlyList<NoteToRaters> Notes { get; init; } = [];

    /// <summary>When the rater last got a pair on the screen: later notes are new to them. Null before the first.</summary>
    public DateTime? NotesReadUntil { get; init; }

    /// <summary>The way back to a crowd platform, for who came from one and is through; null for everybody else.</summary>
    public CrowdExit? Exit { get; init; }

    /// <summary>The platform to which the rater may go back, as there is nothing for them; null where that does not arise.</summary>
    public string? LeavesTo { get; init; }

    public required JudgingProgress Progress { get; init; }

    public bool HasGuidelines => Guidelines is not null || Notes.Count > 0;

    /// <summary>Whether nothing comes after this: no pair that is given back, and no further look.</summary>
    public bool IsOver => Stage is RaterStage.ScreenedOut or RaterStage.Failed || (Stage == RaterStage.Finished && Exit is not null);
}
