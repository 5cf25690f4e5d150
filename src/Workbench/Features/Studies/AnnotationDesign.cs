using System.Security.Cryptography;
using System.Text;
using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>How people judge the comparisons; frozen with the study, but for the people per comparison and the targets.</summary>
public sealed record AnnotationDesign
{
    public const int MaxRaters = 50;
    public const int MaxTextLength = 8_000;

    /// <summary>How many people judge each comparison (k of the protocol, default 3).</summary>
    public int RatersPerComparison { get; init; } = 3;

    public Perspective Perspective { get; init; } = Perspective.ThirdParty;

    /// <summary>What is put before a rater at once: two answers to compare, or one to rate from 1 to 5.</summary>
    public JudgedUnit Unit { get; init; } = JudgedUnit.Pair;

    /// <summary>Steps of the overall question; "both bad" stands apart from a tie in either.</summary>
    public AnswerScale OverallScale { get; init; } = AnswerScale.Five;

    /// <summary>Asked after the overall question, on three steps each.</summary>
    public IReadOnlyList<CriterionDesign> Criteria { get; init; } = [];

    /// <summary>Whether raters guess which answer was written for the person: a measure of the blinding.</summary>
    public bool AsksGuess { get; init; }

    public bool AsksCertainty { get; init; }

    /// <summary>Least length of a rationale: null asks for none, 0 leaves it to the rater.</summary>
    public int? RationaleLength { get; init; }

    /// <summary>Reasons that can be ticked beside a judgment.</summary>
    public IReadOnlyList<string> ReasonCodes { get; init; } = [];

    /// <summary>Whether raters may mark passages of the answers, each tied to something of the persona or called unsupported.</summary>
    public bool AsksSpans { get; init; }

    /// <summary>Answered before the first pair and after the last.</summary>
    public IReadOnlyList<SurveyQuestion> QuestionsBefore { get; init; } = [];

    public IReadOnlyList<SurveyQuestion> QuestionsAfter { get; init; } = [];

    /// <summary>Judged before the first pair, with feedback.</summary>
    public IReadOnlyList<PreparedPair> Training { get; init; } = [];

    /// <summary>Training pairs that must be answered right, of all; null lets everybody go on who has seen them.</summary>
    public int? TrainingPass { get; init; }

    /// <summary>Pairs with a known answer, mixed in among the hidden checks.</summary>
    public IReadOnlyList<PreparedPair> Gold { get; init; } = [];

    public Allocation Allocation { get; init; } = Allocation.Blocks;

    /// <summary>How many judgments each part of the study wants; parts without a target have no limit but the raters per comparison.</summary>
    public IReadOnlyList<StratumTarget> Targets { get; init; } = [];

    /// <summary>Waves of judging that are opened one after another; empty: one wave over everything.</summary>
    public IReadOnlyList<WaveDesign> Waves { get; init; } = [];

    /// <summary>Persona fields that annotators fill in about themselves, where they judge for themselves; empty: the usual ones.</summary>
    public IReadOnlyList<string> ProfileFields { get; init; } = [];

    /// <summary>Whether exports hold what annotators wrote about themselves; told to them before they write it.</summary>
    public bool ExportsProfiles { get; init; }

    /// <summary>Most pairs for one rater; null sets no limit.</summary>
    public int? MaxPerRater { get; init; }

    /// <summary>A hidden check after so many pairs; null mixes none in.</summary>
    public int? CheckEvery { get; init; }

    /// <summary>A rater who fails so many checks is excluded, by a rule that stands before anybody judges; null excludes nobody.</summary>
    public int? ExcludeAfterFailedChecks { get; init; }

    /// <summary>Shown before the first pair and behind a key; Markdown.</summary>
    public string? Guidelines { get; init; }

    /// <summary>Must be agreed to before the first pair; Markdown.</summary>
    public string? Consent { get; init; }

    /// <summary>Shown when nothing is left, for a crowd platform.</summary>
    public string? CompletionCode { get; init; }

    /// <summary>The same with what the wave sets otherwise. Answers that were written for one person are judged by that person alone.</summary>
    public AnnotationDesign InWave(int number)
    {
        var wave = number >= 0 && number < Waves.Count ? Waves[number] : null;
        var perspective = wave?.Perspective ?? Perspective;
        return this with { Perspective = perspective, RatersPerComparison = perspective == Perspective.Self ? 1 : wave?.RatersPerComparison ?? RatersPerComparison };
    }

    /// <summary>What is judged, in words: a comparison, or an answer that is rated by itself.</summary>
    public string Thing() => Unit == JudgedUnit.Pair ? "comparison" : "answer";

    /// <summary>Whether annotators describe themselves and judge answers made for them, in one wave at least.</summary>
    public bool AsksOwnView() => Perspectives().Contains(Perspective.Self);

    /// <summary>Whether answers for the library's personas are judged, in one wave at least.</summary>
    public bool AsksAboutPersonas() => Perspectives().Any(p => p != Perspective.Self);

    /// <summary>The views that judgments are asked from, wave by wave.</summary>
    public IEnumerable<Perspective> Perspectives() => Waves.Count == 0 ? [Perspective] : Waves.Select(w => w.Perspective ?? Perspective);

    /// <summary>Names the exact consent text that somebody agreed to: the first 12 hex digits of its SHA-256; null without one.</summary>
    public string? ConsentVersion() =>
        string.IsNullOrWhiteSpace(Consent) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Consent)))[..12];
}
