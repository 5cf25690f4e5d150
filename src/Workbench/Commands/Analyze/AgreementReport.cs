using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Commands.Analyze;

/// <summary>
/// The part <c>agreement</c>: among people where people judged, else among models. Choices are in the item's own order.
/// </summary>
internal static class AgreementReport
{
    private const int MostPairs = 2000;
    private const int AlphaReplicates = 1000;

    public static JsonObject Of(VoteCodes votes, ReportOptions options)
    {
        var (set, only) = (votes.Set, options.Only);
        var kind = set.Kind.Contains(RaterKind.Human) ? RaterKind.Human : RaterKind.Model;
        var table = votes.Table(kind);
        var report = new JsonObject
        {
            ["raters"] = Distinct(table),
            ["raters_are"] = kind == RaterKind.Human ? "people" : "models",
            ["items_with_two"] = Enumerable.Range(0, table.ItemCount).Count(item => table.CategoriesOf(item).Length >= 2),
        };
        if (only.Wants("percent"))
            report.PutWithInterval("percent", PercentAgreement.Compute(table, options.Level));
        if (only.Wants("krippendorff_alpha"))
            report["krippendorff_alpha"] = Alpha(votes, table, kind, options);
        if (only.Wants("gwet_ac1"))
            report.PutWithInterval("gwet_ac1", GwetAc.Compute(table, level: options.Level));
        if (only.Wants("gwet_ac2"))
        {
            report.PutWithInterval("gwet_ac2", votes.IsComparison || votes.Values is not null
                ? GwetAc.Compute(votes.OrderedTable(kind), AgreementWeights.Quadratic, options.Level)
                : Estimate.Undefined("Gwet's AC2", "labels have no order"));
        }

        if (only.Wants("fleiss_kappa"))
            report.PutWithInterval("fleiss_kappa", FleissKappa.Compute(table, options.Level));
        if (only.Wants("conger_kappa"))
            report.PutWithInterval("conger_kappa", CongerKappa.Compute(table, level: options.Level));
        if (only.Wants("brennan_prediger"))
            report.PutWithInterval("brennan_prediger", BrennanPrediger.Compute(table, level: options.Level));
        if (only.Wants("cohen_kappa"))
            AddCohen(report, table, set, options);
        if (only.Wants("majority") || only.Wants("unanimous"))
            AddMajority(report, votes, table, options);
        return report;
    }

    private static JsonObject Alpha(VoteCodes votes, RatingTable table, RaterKind kind, ReportOptions options)
    {
        var alpha = new JsonObject();
        Add("nominal", table, MeasurementLevel.Nominal);
        if (!votes.IsComparison && votes.Values is null)
        {
            foreach (var level in new[] { "ordinal", "interval", "ratio" })
                alpha.Put(level, null, "labels have no order");
            return alpha;
        }

        var ordered = votes.OrderedTable(kind);
        Add("ordinal", ordered, MeasurementLevel.Ordinal);
        Add("interval", ordered, MeasurementLevel.Interval);
        if (votes.IsComparison)
            alpha.Put("ratio", null, "a preference has no zero to take ratios from");
        else
            Add("ratio", ordered, MeasurementLevel.Ratio);
        return alpha;

        void Add(string key, RatingTable ratings, MeasurementLevel level)
        {
            if (ratings.RatingCount <= ReportOptions.ManyRows)
            {
                alpha.PutWithInterval(key, KrippendorffAlpha.WithInterval(ratings, level, options.Seed, AlphaReplicates, options.Level));
                return;
            }

            alpha.Put(key, KrippendorffAlpha.Compute(ratings, level));
            alpha.PutNothing(key + "_ci", $"more than {ReportOptions.ManyRows} ratings: no resampling");
        }
    }

    private static void AddMajority(JsonObject report, VoteCodes votes, RatingTable table, ReportOptions options)
    {
        var majority = MajorityVote.Of(table, options.Level);
        if (votes.IsComparison)
        {
            report["majority"] = new JsonObject
            {
                ["left"] = majority.Counts[VoteCodes.First],
                ["right"] = majority.Counts[VoteCodes.Second],
                ["tie"] = majority.Counts[VoteCodes.Tie],
                ["both_bad"] = majority.Counts[VoteCodes.BothBad],
                ["none"] = majority.None,
            };
        }
        else
        {
            report["majority"] = new JsonObject { ["items"] = majority.Counts.Sum(), ["none"] = majority.None };
        }

        report.PutWithInterval("unanimous", majority.Unanimous);
    }

    /// <summary>Kappa of every two raters with common items, from one pass over the items.</summary>
    private static void AddCohen(JsonObject report, RatingTable table, JudgmentSet set, ReportOptions options)
    {
        var q = table.CategoryCount;
        var counts = new Dictionary<(int, int), int[]>();
        for (var item = 0; item < table.ItemCount; item++)
        {
            var codes = table.CategoriesOf(item);
            var raters = table.RatersOf(item);
            for (var i = 1; i < codes.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (first, second) = raters[i] < raters[j] ? (i, j) : (j, i);
                    ref var cells = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, (raters[first], raters[second]), out _);
                    cells ??= new int[q * q];
                    cells[(codes[first] * q) + codes[second]]++;
                }
            }
        }

        var pairs = counts.Select(entry => (entry.Key, Cells: entry.Value, N: entry.Value.Sum()))
            .OrderByDescending(entry => entry.N).ThenBy(entry => entry.Key).ToList();
        report["cohen_kappa"] = new JsonArray([.. pairs.Take(MostPairs).Select(pair => Row(set, pair.Key, pair.Cells, pair.N, q, options.Level))]);
        if (pairs.Count > MostPairs)
            report["cohen_kappa_left_out"] = pairs.Count - MostPairs;
    }

    private static JsonObject Row(JudgmentSet set, (int First, int Second) raters, int[] cells, int n, int q, double level)
    {
        var square = new int[q, q];
        var same = 0;
        for (var i = 0; i < q; i++)
        {
            for (var j = 0; j < q; j++)
                square[i, j] = cells[(i * q) + j];
            same += square[i, i];
        }

        var row = new JsonObject { ["a"] = set.Raters[raters.First], ["b"] = set.Raters[raters.Second], ["n"] = n, ["percent"] = (double)same / n };
        row.PutWithInterval("kappa", q < 2 ? Estimate.Undefined("Cohen's kappa", "one category only") : CohenKappa.FromTable(square, level: level));
        return row;
    }

    private static int Distinct(RatingTable table)
    {
        var seen = new HashSet<int>();
        for (var item = 0; item < table.ItemCount; item++)
        {
            foreach (var rater in table.RatersOf(item))
                seen.Add(rater);
        }

        return seen.Count;
    }
}
