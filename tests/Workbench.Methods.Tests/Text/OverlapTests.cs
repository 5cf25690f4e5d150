using CsCheck;
using Workbench.Methods.Text;
using Xunit;

namespace Workbench.Methods.Tests.Text;

public sealed class OverlapTests
{
    private static readonly Gen<string[]> Words = Gen.Int[0, 5].Select(i => $"w{i}").Array[0, 12];

    // vectors.json, text_metrics: rouge1, rouge2, rougeL as precision, recall, F1
    private static readonly double[][] Rouge1 =
        [[0.9, 0.6428571428571429, 0.75], [0.7777777777777778, 0.5833333333333334, 0.6666666666666666], [1, 0.7692307692307693, 0.8695652173913044], [0.875, 0.5833333333333334, 0.7000000000000001]];

    private static readonly double[][] Rouge2 =
        [[0.5555555555555556, 0.38461538461538464, 0.4545454545454546], [0.375, 0.2727272727272727, 0.3157894736842105], [0.7777777777777778, 0.5833333333333334, 0.6666666666666666], [0.42857142857142855, 0.2727272727272727, 0.33333333333333326]];

    private static readonly double[][] RougeL =
        [[0.8, 0.5714285714285714, 0.6666666666666666], [0.7777777777777778, 0.5833333333333334, 0.6666666666666666], [1, 0.7692307692307693, 0.8695652173913044], [0.75, 0.5, 0.6]];

    [Theory]
    [InlineData(Tokenization.Ascii)]
    [InlineData(Tokenization.Unicode)]
    public void Rouge_Golden_MatchesReference(Tokenization tokenization)
    {
        for (var i = 0; i < TextData.Pairs.Length; i++)
        {
            var hypothesis = Tokenizer.Words(TextData.Pairs[i].Hypothesis, tokenization);
            var reference = Tokenizer.Words(TextData.Pairs[i].Reference, tokenization);
            Same(Rouge1[i], Rouge.N(hypothesis, reference, 1));
            Same(Rouge2[i], Rouge.N(hypothesis, reference, 2));
            Same(RougeL[i], Rouge.L(hypothesis, reference));
            Same(RougeL[i], Rouge.Lsum(TextData.Pairs[i].Hypothesis, TextData.Pairs[i].Reference, tokenization)); // one line: Lsum is L
        }

        static void Same(double[] expected, OverlapScore actual)
        {
            Assert.Equal(expected[0], actual.Precision, 1e-9);
            Assert.Equal(expected[1], actual.Recall, 1e-9);
            Assert.Equal(expected[2], actual.F1, 1e-9);
        }
    }

    [Fact] // Lin (2004), section 4.1: union LCS of two candidate sentences is w1 w2 w3 w5, recall 4/5
    public void Lsum_LinsExample_TakesTheUnion() =>
        Assert.Equal(0.8, Rouge.Lsum("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5").Recall, 1e-12);

    [Fact]
    public void Rouge_RandomWords_EqualsObviousDefinitions() =>
        Words.Select(Words).Sample((a, b) =>
        {
            for (var n = 1; n <= 3; n++)
            {
                var rest = Grams(b, n).ToList();
                var matches = Grams(a, n).Count(rest.Remove);
                var score = Rouge.N(a, b, n);
                Assert.Equal(a.Length >= n ? (double)matches / (a.Length - n + 1) : 0, score.Precision, 1e-12);
                Assert.Equal(b.Length >= n ? (double)matches / (b.Length - n + 1) : 0, score.Recall, 1e-12);
            }
            Assert.Equal(b.Length == 0 ? 0 : (double)Lcs(a, b, 0, 0, []) / b.Length, Rouge.L(a, b).Recall, 1e-12);
            Assert.Equal(Rouge.L(a, b).Precision, Rouge.L(b, a).Recall, 1e-12);
        }, iter: 300);

    [Fact]
    public void AllScores_IdenticalTexts_AreComplete()
    {
        const string Text = "One two three four, five six.";
        var words = Tokenizer.Words(Text);
        Assert.Equal(1, Rouge.N(words, words, 2).F1);
        Assert.Equal(1, Rouge.L(words, words).F1);
        Assert.Equal(100, Bleu.Sentence(Text, Text).Score, 1e-9);
        Assert.Equal(100, Chrf.Sentence(Text, Text), 1e-9);
        Assert.Equal(0, JensenShannon.Divergence(words, words), 1e-12);
        Assert.Equal(1 - 0.5 / (6 * 6 * 6), Meteor.Score(words, words), 1e-12); // one chunk of six words
    }

    [Fact]
    public void AllScores_EmptyHypothesis_AreZero()
    {
        Assert.Equal(0, Rouge.N([], ["a"], 1).F1);
        Assert.Equal(0, Rouge.L([], ["a"]).F1);
        Assert.Equal(0, Rouge.Lsum("", "a").F1);
        Assert.Equal(0, Bleu.Sentence("", "a b c").Score);
        Assert.Equal(0, Chrf.Sentence("", "abc"));
        Assert.Equal(0, Meteor.Score([], ["a"]));
        Assert.True(double.IsNaN(JensenShannon.Divergence([], ["a"])));
    }

    [Fact] // vectors.json: sacreBLEU defaults
    public void Bleu_Golden_MatchesSacreBleu()
    {
        var corpus = Bleu.Corpus(TextData.Pairs);
        Assert.Equal(25.648966323189086, corpus.Score, 1e-6);
        double[] precisions = [80.0, 48.78048780487805, 24.324324324324323, 12.121212121212121];
        for (var n = 0; n < 4; n++)
            Assert.Equal(precisions[n], corpus.Precisions[n], 1e-9);
        Assert.Equal(0.7831394949065555, corpus.BrevityPenalty, 1e-9);
        Assert.Equal(45, corpus.HypothesisLength);
        Assert.Equal(56, corpus.ReferenceLength);
        double[] sentences = [16.680431134288717, 11.191449729406798, 54.96509142160034, 19.193856766522426];
        for (var i = 0; i < sentences.Length; i++)
            Assert.Equal(sentences[i], Bleu.Sentence(TextData.Pairs[i].Hypothesis, TextData.Pairs[i].Reference).Score, 1e-6);
    }

    [Fact]
    public void Chrf_Golden_MatchesSacreBleu()
    {
        Assert.Equal(58.55225855676227, Chrf.Corpus(TextData.Pairs), 1e-6);
        double[] sentences = [55.210857002238036, 45.93943880234305, 71.95335329784069, 58.75213586622322];
        for (var i = 0; i < sentences.Length; i++)
            Assert.Equal(sentences[i], Chrf.Sentence(TextData.Pairs[i].Hypothesis, TextData.Pairs[i].Reference), 1e-6);
    }

    [Fact]
    public void Tokenizer13a_NumbersAndPunctuation_FollowMteval() =>
        Assert.Equal(["a", "3.14", ",", "1,000", ".", "x", "-", "y", "(", "z", ")", "5", "-", "6", "\"", "&"],
            Tokenizer13a.Tokens("a 3.14, 1,000. x - y (z) 5-6 &quot; &amp;"));

    [Fact]
    public void Corpus_OrderOfRows_DoesNotMatter()
    {
        Assert.Equal(Bleu.Corpus(TextData.Pairs).Score, Bleu.Corpus(TextData.Pairs.Reverse()).Score, 1e-12);
        Assert.Equal(Chrf.Corpus(TextData.Pairs), Chrf.Corpus(TextData.Pairs.Reverse()), 1e-12);
    }

    [Fact]
    public void Meteor_StemsAndOrder_HandComputed()
    {
        // dogs~dog and running~runs stem together; exact: the; reference of four words.
        Assert.Equal(1 - 0.5 / 27, Meteor.Score(["the", "dogs", "running"], ["the", "dog", "runs"]), 1e-12);
        // Two matches in two chunks: P = R = 1, penalty ½.
        Assert.Equal(0.5, Meteor.Score(["b", "a"], ["a", "b"]), 1e-12);
        // P = 1/2, R = 1/4: F = PR/(0.9P + 0.1R) = 0.125/0.475, one chunk of one match.
        Assert.Equal(0.125 / 0.475 * 0.5, Meteor.Score(["a", "x"], ["a", "b", "c", "d"]), 1e-12);
    }

    [Fact]
    public void Meteor_RandomWords_BoundedAndPositiveWithAWordInCommon() =>
        Words.Select(Words).Sample((a, b) =>
        {
            var score = Meteor.Score(a, b);
            Assert.InRange(score, 0, 1);
            var rest = b.ToList();
            Assert.Equal(a.Any(rest.Remove), score > 0);
        }, iter: 300);

    [Fact]
    public void JensenShannon_RandomWords_SymmetricBoundedAndOneWhenDisjoint() =>
        Words.Select(Words).Where((a, b) => a.Length > 0 && b.Length > 0).Sample((a, b) =>
        {
            var divergence = JensenShannon.Divergence(a, b);
            Assert.Equal(divergence, JensenShannon.Divergence(b, a), 1e-12);
            Assert.InRange(divergence, 0, 1);
            Assert.Equal(1, JensenShannon.Divergence(a, [.. b.Select(w => "other " + w)]), 1e-9);
            // H(m) − ½H(p) − ½H(q)
            double Share(string[] t, string w) => t.Count(x => x == w) / (double)t.Length;
            double Entropy(Func<string, double> share) => a.Union(b).Sum(w => share(w) > 0 ? -share(w) * Math.Log2(share(w)) : 0);
            Assert.Equal(Entropy(w => (Share(a, w) + Share(b, w)) / 2) - Entropy(w => Share(a, w)) / 2 - Entropy(w => Share(b, w)) / 2, divergence, 1e-9);
        }, iter: 200);

    [Fact]
    public void Distinct_HandComputed()
    {
        Assert.Equal(3.0 / 5, Distinct.Share([["a", "b", "a"], ["b", "c"]], 1));
        Assert.Equal(3.0 / 3, Distinct.Share([["a", "b", "a"], ["b", "c"]], 2));
        Assert.Null(Distinct.Share([["a"]], 2));
    }

    [Theory] // Porter (1980), examples of the paper
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("feed", "feed")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("conditional", "condit")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("triplicate", "triplic")]
    [InlineData("hopefulness", "hope")]
    [InlineData("revival", "reviv")]
    [InlineData("adoption", "adopt")]
    [InlineData("replacement", "replac")]
    [InlineData("probate", "probat")]
    [InlineData("rate", "rate")]
    [InlineData("cease", "ceas")]
    [InlineData("controlling", "control")]
    [InlineData("generalizations", "gener")]
    [InlineData("größe", "größe")]
    public void Stem_PapersExamples_Match(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    private static IEnumerable<string> Grams(string[] words, int n) =>
        Enumerable.Range(0, Math.Max(0, words.Length - n + 1)).Select(i => string.Join(' ', words.Skip(i).Take(n)));

    private static int Lcs(string[] a, string[] b, int i, int j, Dictionary<(int, int), int> known)
    {
        if (i == a.Length || j == b.Length)
            return 0;
        if (!known.TryGetValue((i, j), out var length))
            known[(i, j)] = length = a[i] == b[j] ? 1 + Lcs(a, b, i + 1, j + 1, known) : Math.Max(Lcs(a, b, i + 1, j, known), Lcs(a, b, i, j + 1, known));
        return length;
    }
}
