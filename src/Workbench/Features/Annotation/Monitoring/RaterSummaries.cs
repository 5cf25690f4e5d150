using System.Globalization;
using Workbench.Methods.Statistics.Annotators;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Monitoring;

/// <summary>Sums up what each rater did. Raters are held against others of their own kind only.</summary>
internal static class RaterSummaries
{
    public static IReadOnlyList<RaterSummary> Of(MonitorRows rows)
    {
        var judgments = rows.Judgments.ToLookup(j => j.Rater);
        var checks = rows.Checks.ToLookup(c => c.Rater);
        var others = new VerdictCounts(rows);
        return
        [
            .. rows.Raters.GroupBy(r => r.Kind)
                .SelectMany(kind => OfKind([.. kind.OrderBy(r => r.Pseudonym, StringComparer.Ordinal)], judgments, checks, others, rows))
                .OrderBy(r => r.Kind).ThenByDescending(r => r.Judged).ThenBy(r => r.Pseudonym, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<RaterSummary> OfKind(
        IReadOnlyList<Rater> raters, ILookup<Guid, MonitorJudgment> judgments, ILookup<Guid, MonitorCheck> checks, VerdictCounts others, MonitorRows rows)
    {
        var behaviour = SpamFlags.Compute([.. raters.Select(r => Behaviour([.. judgments[r.Id].Where(j => j.IsUsable)], [.. checks[r.Id].Where(c => c.Kind != HiddenCheckKind.Duplicate)]))]);
        var anomalies = Anomalies(raters, rows);
        return raters.Select((rater, i) => Summary(rater, [.. judgments[rater.Id]], [.. checks[rater.Id]], rows.Skipped.GetValueOrDefault(rater.Id), behaviour[i], anomalies[i], others));
    }

    private static RaterSummary Summary(
        Rater rater, MonitorJudgment[] all, MonitorCheck[] checks, int skipped, SpamFlagResult behaviour, AnomalyResult anomaly, VerdictCounts others)
    {
        var usable = all.Where(j => j.IsUsable).ToArray();
        var (agreement, items) = others.AgreementOf(rater, usable);
        return new()
        {
            Id = rater.Id,
            Pseudonym = rater.Pseudonym,
            Kind = rater.Kind,
            Judged = usable.Length,
            Skipped = skipped,
            ChoseLeft = usable.Count(j => j.Displayed == Choice.Left),
            ChoseRight = usable.Count(j => j.Displayed == Choice.Right),
            FirstAtLeft = usable.Count(j => j.FirstIsLeft),
            MedianSeconds = double.IsNaN(behaviour.MedianSeconds) ? null : behaviour.MedianSeconds,
            Checks = checks.Count(c => c.Kind != HiddenCheckKind.Duplicate),
            ChecksPassed = checks.Count(c => c.Kind != HiddenCheckKind.Duplicate && c.IsPassed),
            Gold = checks.Count(c => c.Kind == HiddenCheckKind.Gold),
            GoldRight = checks.Count(c => c.Kind == HiddenCheckKind.Gold && c.IsPassed),
            ChecksByKind = [.. checks.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => new CheckTally(g.Key, g.Count(), g.Count(c => c.IsPassed)))],
            Repeats = checks.Count(c => c.Kind == HiddenCheckKind.Duplicate),
            RepeatsAgreed = checks.Count(c => c.Kind == HiddenCheckKind.Duplicate && c.IsPassed),
            LongestRun = behaviour.LongestRun,
            ChoiceEntropy = usable.Length == 0 ? null : behaviour.ChoiceEntropy,
            AgreesWithOthers = agreement,
            AgreementItems = items,
            Flags = [.. behaviour.Flags, .. anomaly.Flagged ? [string.Create(CultureInfo.InvariantCulture, $"verdicts where earlier ones of others about the same conditions seldom were (p {anomaly.PValue:0.000})")] : Array.Empty<string>()],
            FlaggedPairs = all.Count(j => j.IsFlagged),
            Exclusion = rater.ExcludedAt is null ? null : rater.ExclusionReason ?? "no reason given",
            IsWithdrawn = rater.IsWithdrawn,
            LastAt = all.Length == 0 ? null : all[^1].At,
        };
    }

    private static RaterBehaviour Behaviour(MonitorJudgment[] usable, MonitorCheck[] gold) => new(
        [.. usable.Select(Position)], [.. usable.Select(j => j.Seconds ?? double.NaN)], gold.Length, gold.Count(c => c.IsPassed));

    // Ratings of single answers have no sides; their codes keep clear of those of left and right.
    private static int Position(MonitorJudgment judgment) => judgment.Displayed switch
    {
        Choice.Left => 0,
        Choice.Right => 1,
        Choice.Tie => 2,
        Choice.BothBad => 3,
        null => 10 + (judgment.Value ?? 0),
        _ => throw new InvalidOperationException($"unknown choice {judgment.Displayed}"),
    };

    private static IReadOnlyList<AnomalyResult> Anomalies(IReadOnlyList<Rater> raters, MonitorRows rows)
    {
        var number = raters.Select((r, i) => (r.Id, i)).ToDictionary(r => r.Id, r => r.i);
        // The test holds a vote against earlier ones on the same pair of systems; of one comparison there are too few to flag anybody.
        var pairs = new Dictionary<(Guid, Guid?, Perspective), int>();
        var votes = rows.Judgments.Where(j => j.Category is not null && number.ContainsKey(j.Rater) && rows.CountedAs[j.Rater] is not null)
            .Select(j => (Judgment: j, Pair: (rows.Comparisons[j.Comparison].First, rows.Comparisons[j.Comparison].Second, j.Perspective))).ToList();
        var found = AnomalyTest.Screen(
            [.. votes.Select(v => number[v.Judgment.Rater])],
            [.. votes.Select(v => pairs.TryGetValue(v.Pair, out var known) ? known : pairs[v.Pair] = pairs.Count)],
            [.. votes.Select(v => Score(v.Judgment))], rows.Study.Design.Seed);
        return [.. raters.Select((_, i) => i < found.Count ? found[i] : new AnomalyResult(i, 0, false, null))];
    }

    private static double Score(MonitorJudgment judgment) => judgment.Value is { } value ? value : judgment.Resolved switch
    {
        ResolvedChoice.First => 1,
        ResolvedChoice.Second => 0,
        _ => 0.5,
    };
}
