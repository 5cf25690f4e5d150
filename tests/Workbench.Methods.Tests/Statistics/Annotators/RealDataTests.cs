using System.Globalization;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Annotators;
using Workbench.Methods.Statistics.Association;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Annotators;

/// <summary>Real judgments beside the checkout; the tests skip where they are absent.</summary>
public sealed class RealDataTests
{
    [Fact] // methods.md 4.12: over all topics the strict majority equals the released MACE gold in 94.9 % of pairs
    public void UkpConvArg_MajorityAndMace_AgreeWithTheReleasedGold()
    {
        var rows = File.ReadLines(SharedData.Require("ukpconvarg1", "judgments-one-topic.tsv")).Skip(1).Select(line => line.Split('\t')).ToArray();
        string[] labels = ["a1", "a2", "equal"];
        var pairs = rows.Select(r => r[1]).Distinct().ToList();
        var workers = rows.Select(r => r[2]).Distinct().ToList();
        var pairIds = pairs.Select((p, i) => (p, i)).ToDictionary(x => x.p, x => x.i);
        var workerIds = workers.Select((w, i) => (w, i)).ToDictionary(x => x.w, x => x.i);
        var table = RatingTable.Create(
            [.. rows.Select(r => pairIds[r[1]])], [.. rows.Select(r => workerIds[r[2]])], [.. rows.Select(r => Array.IndexOf(labels, r[3]))], pairs.Count, workers.Count, 3);
        var gold = rows.DistinctBy(r => r[1]).ToDictionary(r => pairIds[r[1]], r => Array.IndexOf(labels, r[6]));
        Assert.Equal(2474, rows.Length);

        var majority = MajorityVote.Of(table);
        var strict = gold.Where(g => g.Value >= 0 && majority.Labels[g.Key] >= 0 && 2 * table.CategoriesOf(g.Key).Count(majority.Labels[g.Key]) > table.CategoriesOf(g.Key).Length).ToArray();
        Assert.InRange(strict.Average(g => majority.Labels[g.Key] == g.Value ? 1.0 : 0), 0.92, 0.99);

        var mace = Mace.Fit(table, seed: 1);
        Assert.InRange(gold.Where(g => g.Value >= 0).Average(g => mace.Label(g.Key) == g.Value ? 1.0 : 0), 0.85, 1);

        // Competence without seeing the gold must order busy workers as their accuracy against it does.
        var accuracy = rows.Where(r => r[6].Length > 0).GroupBy(r => workerIds[r[2]]).Where(g => g.Count() >= 12)
            .ToDictionary(g => g.Key, g => g.Average(r => r[3] == r[6] ? 1.0 : 0));
        var rho = RankCorrelation.Spearman([.. accuracy.Keys.Select(w => mace.RaterQuality[w])], [.. accuracy.Values]);
        Assert.True(rho.Value > 0.7, $"ρ = {rho.Value} over {accuracy.Count} workers");

        // Counted by a separate script over pairs of equal and unequal votes.
        Assert.Equal(0.5313100767876431, KrippendorffAlpha.Compute(table, MeasurementLevel.Nominal).Value!.Value, 1e-9);
    }

    [Fact]
    public void EvalicaCodings_ReadFromTheFile_GivesThePublishedAlpha()
    {
        var rows = File.ReadLines(SharedData.Require("evalica", "codings.csv")).Where(l => l.Length > 0)
            .Select(line => line.Split(',').Select(c => c.Length == 0 ? (int?)null : int.Parse(c, CultureInfo.InvariantCulture) - 1).ToArray()).ToArray();
        Assert.Equal(0.743421052631579, KrippendorffAlpha.Compute(RatingTable.FromRows(rows, 5), MeasurementLevel.Nominal).Value!.Value, 1e-9);
    }
}
