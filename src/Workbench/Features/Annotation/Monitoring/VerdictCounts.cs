using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation.Monitoring;

/// <summary>How often each verdict was given on each item, by kind of rater; raters who are left out are not counted.</summary>
internal sealed class VerdictCounts
{
    private readonly Dictionary<(RaterKind Kind, (Guid, int, Perspective) Item), Dictionary<int, int>> _counts = [];

    public VerdictCounts(MonitorRows rows)
    {
        foreach (var judgment in rows.Judgments)
        {
            if (judgment.Category is not { } category || rows.CountedAs[judgment.Rater] is not { } kind)
                continue;
            if (!_counts.TryGetValue((kind, judgment.Item), out var counts))
                _counts[(kind, judgment.Item)] = counts = [];
            counts[category] = counts.GetValueOrDefault(category) + 1;
        }
    }

    /// <summary>Mean over items of the share of the others' verdicts that equal the rater's own; null where nobody else judged what the rater did.</summary>
    public (double? Agreement, int Items) AgreementOf(Rater rater, IEnumerable<MonitorJudgment> judgments)
    {
        var self = rater.ExcludedAt is null ? 1 : 0;
        var (sum, items) = (0.0, 0);
        foreach (var judgment in judgments)
        {
            if (judgment.Category is not { } category || !_counts.TryGetValue((rater.Kind, judgment.Item), out var counts) || counts.Values.Sum() - self is not (> 0 and var others))
                continue;
            sum += (double)(counts.GetValueOrDefault(category) - self) / others;
            items++;
        }
        return (items == 0 ? null : sum / items, items);
    }
}
