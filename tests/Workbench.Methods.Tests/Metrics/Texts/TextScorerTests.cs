using CsCheck;
using Workbench.Methods.Metrics.Texts;
using Workbench.Methods.Tests.Text;
using Workbench.Methods.Text;
using Xunit;

namespace Workbench.Methods.Tests.Metrics.Texts;

public sealed class TextScorerTests
{
    [Fact] // vectors.json, text_metrics: means of the rows' ROUGE, corpus BLEU and chrF
    public void Scores_Golden_MeansOfRowsAndCorpusScores()
    {
        var scores = Run(new TextScoreOptions { Tokenization = Tokenization.Ascii },
            [.. TextData.Pairs.Select(p => new TextRow { System = "s", Hypothesis = p.Hypothesis, Reference = p.Reference })])["s"];
        Assert.Equal(4, scores.N);
        Assert.Equal((0.75 + 0.6666666666666666 + 0.8695652173913044 + 0.7000000000000001) / 4, scores.Rouge1.F1.Value!.Value, 1e-9);
        Assert.Equal((0.5555555555555556 + 0.375 + 0.7777777777777778 + 0.42857142857142855) / 4, scores.Rouge2.Precision.Value!.Value, 1e-9);
        Assert.Equal((0.5714285714285714 + 0.5833333333333334 + 0.7692307692307693 + 0.5) / 4, scores.RougeL.Recall.Value!.Value, 1e-9);
        Assert.Equal(25.648966323189086, scores.Bleu.Value!.Value, 1e-6);
        Assert.Equal(58.55225855676227, scores.Chrf.Value!.Value, 1e-6);
        Assert.Null(scores.Personalization!.Egises.Value);
        Assert.Null(scores.Responsiveness!.BetweenPersonas.Value);
    }

    [Fact]
    public void Scores_UsersOnOneDocument_HandComputedEgises()
    {
        // Words a–d; distance 1 − ROUGE-L F1. Two users: with one other user, the softmax weight is 1.
        TextRow[] rows =
        [
            new() { System = "s", User = "u1", Prompt = "p", Hypothesis = "a b", Reference = "a b", Document = "a b c d" },
            new() { System = "s", User = "u2", Prompt = "p", Hypothesis = "a c", Reference = "c d", Document = "a b c d" },
        ];
        var scores = Run(new TextScoreOptions(), rows)["s"];
        // σ(u1,u2) = 1, σ(s1,s2) = ½: DEG = (½ + η)/(1 + η).
        Assert.Equal(1 - (0.5 + 1e-5) / (1 + 1e-5), scores.Personalization!.Egises.Value!.Value, 1e-9);
        Assert.Equal(0.5, scores.Responsiveness!.BetweenPersonas.Value!.Value, 1e-12);
        Assert.Null(scores.Responsiveness.NoiseFloor.Value);
        Assert.Equal(["u1", "u2"], scores.Users.Keys);
        Assert.Equal(1, scores.Users["u1"].RougeL.F1.Value);
        Assert.Equal(0.5, scores.Users["u2"].Rouge1.F1.Value!.Value, 1e-12); // "a c" against "c d"
    }

    [Theory]
    [InlineData(TextDistance.RougeL)]
    [InlineData(TextDistance.Meteor)]
    [InlineData(TextDistance.JensenShannon)]
    [InlineData(TextDistance.Embedding)]
    public void Scores_RowsPermuted_Unchanged(TextDistance distance)
    {
        var options = new TextScoreOptions { Distance = distance, EmbeddingDistance = (a, b) => Math.Abs(a.Length - b.Length) / 20.0 };
        var random = new Random(4);
        string Words() => string.Join(' ', Enumerable.Range(0, random.Next(3, 9)).Select(_ => (char)('a' + random.Next(6))));
        TextRow[] rows = [.. Enumerable.Range(0, 48).Select(i => new TextRow
        {
            System = $"s{i % 2}", User = $"u{i / 2 % 3}", Prompt = $"p{i / 6 % 4 / 2}", Hypothesis = Words(), Reference = Words(), Document = i / 6 % 2 == 0 ? "a b c d e f" : "f e d a",
        })];
        var straight = Run(options, rows);
        var shuffled = Run(options, [.. rows.OrderBy(_ => random.Next())]);
        foreach (var system in straight.Keys)
        {
            Assert.Equal(straight[system].Personalization!.PerSeval.Value!.Value, shuffled[system].Personalization!.PerSeval.Value!.Value, 1e-9);
            Assert.Equal(straight[system].Rouge2.F1.Value!.Value, shuffled[system].Rouge2.F1.Value!.Value, 1e-9);
            Assert.Equal(straight[system].Responsiveness!.Ratio.Value!.Value, shuffled[system].Responsiveness!.Ratio.Value!.Value, 1e-9);
            Assert.Equal(straight[system].Distinct2.Value, shuffled[system].Distinct2.Value);
            Assert.NotNull(straight[system].Responsiveness!.NoiseFloor.Value); // users have repeats here
        }
    }

    /// <summary>As in LaMP: one prompt over different documents. Two documents of two users each, worked out as if each had a prompt of its own.</summary>
    [Fact]
    public void Scores_OnePromptOverSeveralDocuments_KeepsThemApart()
    {
        TextRow Of(string user, string document, string hypothesis, string reference, string prompt) =>
            new() { System = "s", User = user, Prompt = prompt, Document = document, Hypothesis = hypothesis, Reference = reference };
        TextRow[] Rows(string first, string second) =>
        [
            Of("u1", "a b c d", "a b", "a c", first), Of("u2", "a b c d", "c d", "b d", first),
            Of("u1", "w x y z", "w x y", "w z", second), Of("u3", "w x y z", "z", "y z", second),
        ];
        var (one, own) = (Run(new TextScoreOptions(), Rows("Summarize this.", "Summarize this."))["s"], Run(new TextScoreOptions(), Rows("p1", "p2"))["s"]);

        Assert.Equal(2, one.Responsiveness!.BetweenPersonas.N);
        Assert.Equal(own.Responsiveness!.BetweenPersonas.Value, one.Responsiveness.BetweenPersonas.Value);
        Assert.Equal(own.Personalization!.Egises.Value, one.Personalization!.Egises.Value);
        Assert.Equal(own.Personalization.PerSeval.Value, one.Personalization.PerSeval.Value);

        // The document of a prompt may stand in one of its rows only.
        var once = Run(new TextScoreOptions(), [.. Rows("p1", "p2").Select((row, i) => i % 2 == 0 ? row : row with { Document = null })])["s"];
        Assert.Equal(own.Personalization.Egises.Value, once.Personalization!.Egises.Value);
    }

    [Fact]
    public void Distances_IdenticalAndDisjointTexts_AreZeroAndOne() =>
        Assert.All(Enum.GetValues<TextDistance>(), distance =>
        {
            double Spread(string a, string b) => Run(
                new TextScoreOptions { Distance = distance, EmbeddingDistance = (x, y) => x == y ? 0 : 1 },
                [Row("u1", a), Row("u2", b)])["s"].Responsiveness!.BetweenPersonas.Value!.Value;
            Assert.Equal(0, Spread("one two three", "one two three"), distance == TextDistance.Meteor ? 0.02 : 1e-12);
            Assert.Equal(1, Spread("one two", "three four"), 1e-12);
            Assert.Equal(0, Spread("", ""), 1e-12);
            Assert.Equal(1, Spread("", "one"), 1e-12);
        });

    [Fact]
    public void TextsToCompare_OnlyGroupsWithSeveralRows()
    {
        var scorer = new TextScorer(new TextScoreOptions());
        scorer.Add(Row("u1", "x"));
        Assert.Empty(scorer.TextsToCompare());
        scorer.Add(Row("u2", "y") with { Reference = "z" });
        Assert.Equal(["x", "y", "z"], scorer.TextsToCompare().Order());
        Assert.Throws<InvalidOperationException>(() => Run(new TextScoreOptions { Distance = TextDistance.Embedding }, [Row("u1", "a"), Row("u2", "b")]));
    }

    [Fact]
    public void Add_NoReference_LeavesReferenceScoresOut()
    {
        var scorer = new TextScorer(new TextScoreOptions());
        var row = scorer.Add(new TextRow { System = "s", Hypothesis = "some words" });
        Assert.Null(row.Bleu);
        Assert.Null(row.RougeL);
        Assert.Equal(2, row.Words);
        Assert.Contains("reference", scorer.Scores("s").Bleu.UndefinedReason, StringComparison.Ordinal);
        Assert.Equal(1, scorer.Scores("s").Distinct1.Value);
    }

    private static TextRow Row(string user, string text) => new() { System = "s", User = user, Prompt = "p", Hypothesis = text };

    private static Dictionary<string, TextScores> Run(TextScoreOptions options, IReadOnlyList<TextRow> rows)
    {
        var scorer = new TextScorer(options);
        foreach (var row in rows)
            scorer.Add(row);
        return scorer.Systems.ToDictionary(s => s, s => scorer.Scores(s));
    }
}
