using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;
using Workbench.Methods.Statistics.WinRates;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Clustering;

public sealed class SelectionWeightsTests
{
    private static readonly WinRateOptions ByPersona = new() { Interval = WinRateInterval.Cr1, Cluster = ClusterBy.Persona };

    private static readonly Gen<(Judgment Vote, double? Probability)[]> Votes =
        Gen.Select(Gen.Int[0, 6], Gen.Enum<Choice>(), Gen.Bool, Gen.Int[0, 20]).Array[1, 80].Select(rows => rows.Select((r, i) => (new Judgment
        {
            Item = $"i{i}",
            Left = r.Item3 ? "generic" : "personal",
            Right = r.Item3 ? "personal" : "generic",
            Choice = r.Item2,
            Rater = "r",
            Persona = $"p{r.Item1}",
        }, r.Item4 == 0 ? (double?)null : r.Item4 / 20.0)).ToArray());

    /// <summary>A second implementation, row by row and cluster by cluster as the formula says, without any of the library's sums.</summary>
    [Fact]
    public void WinRate_RandomWeights_EqualsTheFormulaWrittenOut() =>
        Votes.Sample(votes =>
        {
            var rate = ConditionRates.Of(Set(votes), "personal", "generic", ByPersona);
            var scored = votes.Where(v => v.Vote.Choice != Choice.None).ToList();
            if (scored.Count == 0)
            {
                Assert.Null(rate.Rate.Value);
                return;
            }
            var given = scored.Where(v => v.Probability is not null).Select(v => 1 / v.Probability!.Value).ToList();
            double Weight((Judgment Vote, double? Probability) v) => v.Probability is { } p ? 1 / p : given.Count == 0 ? 1 : given.Average();
            double Score((Judgment Vote, double? Probability) v) =>
                v.Vote.Choice is Choice.Tie or Choice.BothBad ? 0.5 : (v.Vote.Choice == Choice.Left ? v.Vote.Left : v.Vote.Right) == "personal" ? 1 : 0;
            var total = scored.Sum(Weight);
            var mean = scored.Sum(v => Weight(v) * Score(v)) / total;
            Assert.Equal(mean, rate.Rate.Value!.Value, 1e-9);
            Assert.Equal(scored.Count, rate.Rate.N);
            var clusters = scored.GroupBy(v => v.Vote.Persona).ToList();
            var meat = clusters.Sum(g => Math.Pow(g.Sum(v => Weight(v) * (Score(v) - mean)), 2));
            if (rate.Rate.StandardError is not { } error)
            {
                Assert.True(clusters.Count < 2 || meat < 1e-18, $"{meat} over {clusters.Count} personas is variation");
                return;
            }

            Assert.Equal(Math.Sqrt(clusters.Count / (clusters.Count - 1.0) * meat) / total, error, 1e-9);
        });

    [Fact]
    public void WinRate_EqualProbabilities_IsTheUnweightedOne() =>
        Votes.Sample(votes =>
        {
            var plain = ConditionRates.Of(Set([.. votes.Select(v => (v.Vote, (double?)null))]), "personal", "generic", ByPersona);
            var even = ConditionRates.Of(Set([.. votes.Select(v => (v.Vote, (double?)0.125))]), "personal", "generic", ByPersona);
            Assert.Equal(plain.Rate.Value ?? -1, even.Rate.Value ?? -1, 1e-12);
            Assert.Equal(plain.Rate.StandardError ?? -1, even.Rate.StandardError ?? -1, 1e-12);
            Assert.False(plain.Rate.Settings.ContainsKey("weights"));
            if (even.N > 0)
                Assert.Equal(even.N.ToString(CultureInfo.InvariantCulture), even.Rate.Settings["effective_n"]);
        });

    [Fact]
    public void WinRate_Weighted_SaysSoAndRefusesBinomialIntervals()
    {
        // Two wins with P = ½ (w = 2) and two losses with P = ¼ (w = 4): (2 + 2)/(4 + 8) = 1/3; (Σw)²/Σw² = 144/40 = 3.6.
        (Judgment, double?)[] votes = [Win(1, 0.5), Win(2, 0.5), Loss(3, 0.25), Loss(4, 0.25)];
        var set = Set(votes);

        var rate = ConditionRates.Of(set, "personal", "generic", ByPersona);
        Assert.Equal(1 / 3.0, rate.Rate.Value!.Value, 1e-12);
        Assert.Equal(("inverse selection probability", "3.6"), (rate.Rate.Settings["weights"], rate.Rate.Settings["effective_n"]));
        Assert.Equal(1 / 3.0, rate.Decisive.Value!.Value, 1e-12);
        Assert.Equal((2, 2), (rate.Wins, rate.Losses));

        var wilson = ConditionRates.Of(set, "personal", "generic", new() { Interval = WinRateInterval.Wilson }).Rate;
        Assert.Null(wilson.Interval);
        Assert.Contains("weighted", Assert.Single(wilson.Warnings, w => w.Contains("Wilson", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    /// <summary>Weights that are whole numbers are as if rows had come so often, and two conditions' strengths are the logit of the rate.</summary>
    [Fact]
    public void BradleyTerry_WholeWeights_EqualsRepeatedRows()
    {
        (Judgment, double?)[] votes = [Win(1, 1), Win(2, 1 / 3.0), Loss(3, 0.5), Win(4, 0.5), Loss(5, 1)];
        var repeated = votes.SelectMany((v, n) => Enumerable.Range(0, (int)Math.Round(1 / v.Item2!.Value)).Select(i => (v.Item1 with { Rater = $"r{n}-{i}" }, (double?)null))).ToArray();

        var weighted = BradleyTerry.Fit(Set(votes), cluster: ClusterBy.Item);
        var plain = BradleyTerry.Fit(Set(repeated), cluster: ClusterBy.Item);

        // Wins 1 + 3 + 2 = 6, losses 2 + 1 = 3: log-odds ln 2, halved on each side of zero.
        Assert.Equal(Math.Log(2) / 2, weighted.Find("personal")!.LogStrength.Value!.Value, 1e-6);
        Assert.Equal(plain.Find("personal")!.LogStrength.Value!.Value, weighted.Find("personal")!.LogStrength.Value!.Value, 1e-6);
        Assert.Equal(plain.Find("personal")!.LogStrength.StandardError!.Value, weighted.Find("personal")!.LogStrength.StandardError!.Value, 1e-6);

        // Without clusters each weighted row is one of its own: the same as clustering by item, where every item has one row.
        var byRow = BradleyTerry.Fit(Set(votes), cluster: ClusterBy.None);
        Assert.Equal(weighted.Find("personal")!.LogStrength.StandardError!.Value, byRow.Find("personal")!.LogStrength.StandardError!.Value, 1e-9);
    }

    [Fact]
    public void Weight_FromFiles_IsTheInverseProbability()
    {
        var lines = new JudgmentSetBuilder();
        JudgmentJsonLines.Read(new MemoryStream(Encoding.UTF8.GetBytes("""
            {"item":"1","left":"a","right":"b","choice":"left","selection_probability":0.25}
            {"item":"2","left":"a","right":"b","choice":"left","selection_probability":null}
            {"item":"3","left":"a","right":"b","choice":"left","selection_probability":7}
            """)), "f", FieldMap.None, lines);
        var table = new JudgmentSetBuilder();
        JudgmentTable.Read(new MemoryStream("item,left,right,choice,selection_probability\n1,a,b,left,0.5\n2,a,b,left,\n"u8.ToArray()), "f", ',', FieldMap.None, table);

        Assert.Equal([4, double.NaN, double.NaN], lines.Build().Weight.ToArray());
        Assert.Equal([2, double.NaN], table.Build().Weight.ToArray());
    }

    [Fact]
    public void EffectiveNumber_None_IsZero() => Assert.Equal(0, SelectionWeights.EffectiveNumber([]));

    private static (Judgment, double?) Win(int item, double probability) => (Vote(item, Choice.Left), probability);

    private static (Judgment, double?) Loss(int item, double probability) => (Vote(item, Choice.Right), probability);

    private static Judgment Vote(int item, Choice choice) =>
        new() { Item = $"i{item}", Left = "personal", Right = "generic", Choice = choice, Rater = $"r{item}", Persona = $"p{item}" };

    private static JudgmentSet Set((Judgment Vote, double? Probability)[] votes) => JudgmentSet.From(votes.Select(v => v.Probability is { } p
        ? v.Vote with { Extra = new Dictionary<string, JsonElement> { [Judgment.SelectionProbability] = JsonSerializer.SerializeToElement(p) } }
        : v.Vote));
}
