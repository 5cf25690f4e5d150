using System.Text.Json;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.WinRates;
using Workbench.Shared.Judging;

namespace Workbench.Features.Analysis;

/// <summary>What a chart is built from: the study, what is shown of it, and the judgments in question as plain columns.</summary>
public sealed record AnalysisInput
{
    public required JudgedStudy Study { get; init; }

    public required AnalysisScope Scope { get; init; }

    /// <summary>Judgments of one kind of rater, one perspective, one criterion and one contrast; resolved to one verdict a rater and comparison.</summary>
    public required JudgmentSet Judgments { get; init; }

    /// <summary>The same judgments as they were shown, sides and repeats included.</summary>
    public required JudgmentSet Shown { get; init; }

    /// <summary>The comparisons that the judgments could be about.</summary>
    public required IReadOnlyList<JudgedComparison> Comparisons { get; init; }

    /// <summary>The same judgments with adjudicated verdicts in place of the raters'; null where nothing in question was adjudicated.</summary>
    public AdjudicatedJudgments? Adjudicated { get; init; }

    /// <summary>By persona, as the study is a sample of personas; within one persona, by prompt.</summary>
    public WinRateOptions Options => new() { Seed = Study.Seed, Cluster = Scope.Persona is null ? ClusterBy.Persona : ClusterBy.Prompt };

    /// <summary>The scored judgments: 1 where the treatment won, ½ for a tie, 0 where it lost; with the cluster of each, and its weight where adaptive allocation chose what was judged.</summary>
    public (double[] Scores, int[] Clusters, double[]? Weights) Scores(Contrast contrast)
    {
        var treatment = Judgments.FindSystem(contrast.Treatment.Name);
        var (scores, clusters, rows) = (new List<double>(), new List<int>(), new List<int>());
        var left = Judgments.LeftScores();
        for (var row = 0; row < Judgments.Count; row++)
        {
            if (double.IsNaN(left[row]))
                continue;
            scores.Add(Judgments.Left[row] == treatment ? left[row] : 1 - left[row]);
            clusters.Add(Scope.Persona is null ? Judgments.Persona[row] : Judgments.Prompt[row]);
            rows.Add(row);
        }

        return ([.. scores], [.. clusters], SelectionWeights.Of(Judgments, [.. rows]));
    }

    public static AnalysisInput From(JudgedStudy study, AnalysisScope scope)
    {
        var rows = Rows(study, scope, kind => kind == scope.Raters);
        var shown = Shows(study, scope, rows);
        // Answers for a rater's own profile are judged from that view alone, and those for personas from the others.
        var hasOwn = study.Comparisons.Any(c => c.IsOwn);
        var isOwn = scope.Perspective == Shared.Judging.Perspective.Self;
        return new()
        {
            Study = study,
            Scope = scope,
            Judgments = shown.Resolve(),
            Shown = shown,
            Comparisons = [.. study.Comparisons.Where(c => IsAbout(scope, c) && (!hasOwn || c.IsOwn == isOwn))],
            Adjudicated = AdjudicatedJudgments.Of(study, scope, rows),
        };
    }

    /// <summary>People's and model judges' judgments of a scope together, for what holds the one against the other; never for a number that would pool them.</summary>
    public static JudgmentSet PeopleAndJudges(JudgedStudy study, AnalysisScope scope) =>
        Shows(study, scope, Rows(study, scope, kind => kind is Shared.Judging.RaterKind.Human or Shared.Judging.RaterKind.Model));

    private static List<JudgedRow> Rows(JudgedStudy study, AnalysisScope scope, Func<Shared.Judging.RaterKind, bool> judged) =>
        [.. study.Rows.Where(row => judged(row.Kind) && row.Perspective == scope.Perspective && (row.Criterion ?? scope.Criterion) == scope.Criterion
            && IsAbout(scope, study.Comparisons[row.Comparison]))];

    private static JudgmentSet Shows(JudgedStudy study, AnalysisScope scope, List<JudgedRow> rows) =>
        JudgmentSet.From(rows.Select(row => Plain(row, study.Comparisons[row.Comparison], scope.Criterion)));

    private static bool IsAbout(AnalysisScope scope, JudgedComparison comparison) =>
        (comparison.Second is null || (scope.Contrast is { } contrast
            && (comparison.First == contrast.Treatment || comparison.First == contrast.Baseline)
            && (comparison.Second == contrast.Treatment || comparison.Second == contrast.Baseline)))
        && (scope.Persona is null || comparison.Persona == scope.Persona)
        && (scope.Category is null || comparison.Category == scope.Category);

    internal static Judgment Plain(JudgedRow row, JudgedComparison comparison, string criterion) => new()
    {
        Item = comparison.Id.ToString("N"),
        Left = (row.FirstIsLeft ? comparison.First : comparison.Second)?.Name,
        Right = (row.FirstIsLeft ? comparison.Second : comparison.First)?.Name,
        Value = row.Value is { } value ? JudgmentValue.Of(value) : null,
        Choice = row.Choice.ToPlain(),
        Criterion = criterion,
        Rater = row.Rater,
        RaterKind = row.Kind.ToPlain(),
        Persona = comparison.Persona.Label,
        Prompt = comparison.PromptId.ToString("N"),
        Perspective = row.Perspective.ToPlain(),
        Extra = row.SelectionProbability is { } probability
            ? new Dictionary<string, JsonElement> { [Judgment.SelectionProbability] = JsonSerializer.SerializeToElement(probability) }
            : NoExtra,
    };

    private static readonly Dictionary<string, JsonElement> NoExtra = [];
}
