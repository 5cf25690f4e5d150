using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Methods.Metrics;

/// <summary>How much more often each judge lets a condition win than people do on the same comparisons.</summary>
public sealed class JudgeHumanGapMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "judge_human_gap";

    /// <inheritdoc/>
    public string Title => "Judge–human gap";

    /// <inheritdoc/>
    public string Sentence => "A condition's win rate under a model judge minus that under people on the same comparisons: above 0 the judge flatters the condition.";

    /// <inheritdoc/>
    public string Formula => "mean over comparisons of (judge's score − mean score of people), ties one half";

    /// <inheritdoc/>
    public string Assumptions => "Comparisons that both judged; clusters (personas where there are two or more, else prompts where there are ten or are asked for, else comparisons) are independent.";

    /// <inheritdoc/>
    public string Reference => "Zhang, Liu, August (2026) arXiv 2606.06614";

    /// <inheritdoc/>
    public bool ComparesJudgesWithPeople => true;

    /// <inheritdoc/>
    public IReadOnlyList<MetricValue> Compute(JudgmentSet judgments, MetricOptions options)
    {
        var votes = new VoteTables(judgments, options);
        if (!votes.IsComparison || !votes.Has(RaterKind.Human))
            return [];
        var set = votes.Set;
        var scores = set.LeftScores().ToArray();
        var people = Means(set, scores, row => set.Kind[row] == RaterKind.Human);
        var sides = Sides(set);
        var (clusters, unit) = votes.Clusters(options.Cluster);
        var conditions = sides.Values.SelectMany(s => new[] { s.Left, s.Right }).Distinct().OrderBy(c => set.Systems[c], StringComparer.Ordinal).ToArray();
        var values = new List<MetricValue>();
        foreach (var (judge, name) in votes.Models)
        {
            var machine = Means(set, scores, row => set.Rater[row] == judge);
            int[] common = [.. machine.Keys.Where(people.ContainsKey).Order()];
            foreach (var condition in conditions)
            {
                int[] units = [.. common.Where(u => sides[u].Left == condition || sides[u].Right == condition)];
                double Own(Dictionary<int, double> mean, int unit) => sides[unit].Left == condition ? mean[unit] : 1 - mean[unit];
                var gap = JudgeHumanGap.Compute(
                    Array.ConvertAll(units, u => Own(machine, u)), Array.ConvertAll(units, u => Own(people, u)),
                    clusters.Length == 0 ? [] : Array.ConvertAll(units, u => clusters[u]), unit, options.Level);
                values.Add(new($"{name}: {set.Systems[condition]}", gap with { Unit = "win rate" }));
            }
        }
        return values;
    }

    private static Dictionary<int, (int Left, int Right)> Sides(JudgmentSet set)
    {
        var sides = new Dictionary<int, (int, int)>();
        for (var row = 0; row < set.Count; row++)
        {
            if (set.Left[row] >= 0 && set.Right[row] >= 0 && set.Left[row] != set.Right[row])
                sides.TryAdd(set.Unit[row], (set.Left[row], set.Right[row]));
        }
        return sides;
    }

    /// <summary>Mean score of the left side of each comparison over the rows of some raters.</summary>
    private static Dictionary<int, double> Means(JudgmentSet set, double[] scores, Func<int, bool> keep) =>
        Enumerable.Range(0, set.Count)
            .Where(row => set.Rater[row] >= 0 && keep(row) && !double.IsNaN(scores[row]) && set.Left[row] >= 0 && set.Right[row] >= 0 && set.Left[row] != set.Right[row])
            .GroupBy(row => set.Unit[row]).ToDictionary(g => g.Key, g => g.Average(row => scores[row]));
}
