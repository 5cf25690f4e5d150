using CsCheck;
using Workbench.Methods.Text;
using Xunit;

namespace Workbench.Methods.Tests.Text;

public sealed class MeteorTests
{
    /// <summary>
    /// nltk 3.8 (Debian python3-nltk), <c>single_meteor_score(reference.lower().split(), hypothesis.lower().split(), wordnet=w)</c> with a w whose
    /// <c>synsets</c> are empty, so that its synonym stage matches nothing. Pairs in which no repeated word leaves a choice of alignment.
    /// </summary>
    [Theory]
    [InlineData(0.21136363636363634, "It is to insure the troops forever hearing the activity guidebook that party direct", "It is the guiding principle which guarantees the military forces always being under the command of the Party")]
    [InlineData(0.8412698412698414, "He walks quickly towards the old stations", "He walked quickly toward an old station")]
    [InlineData(0.4152960526315789, "planning dinners for friends", "She plans a quiet dinner for three friends")]
    [InlineData(0, "no overlap here", "something else entirely")]
    [InlineData(0.5, "one two three four five six seven", "seven six five four three two one")]
    [InlineData(0.6463768115942029, "personalized answers helped users decide faster", "users decided faster when answers were personalized")]
    public void Score_NltkWithoutSynonyms_Matches(double expected, string hypothesis, string reference) =>
        Assert.Equal(expected, Meteor.Score(hypothesis.ToLowerInvariant().Split(' '), reference.ToLowerInvariant().Split(' ')), 1e-9);

    /// <summary>
    /// NLTK's documented example, "round(single_meteor_score(…), 4) → 0.6944". Both match 12 of 18 and 16 words, F = 0.5/0.675; NLTK pairs the last
    /// "the" and so has 6 chunks, F (1 − ½ (6/12)³) = 0.6944, where METEOR's definition wants the fewest, 4: F (1 − ½ (4/12)³).
    /// </summary>
    [Fact]
    public void Score_NltksDocumentedExample_TakesTheFewestChunks()
    {
        string[] hypothesis = "it is a guide to action which ensures that the military always obeys the commands of the party".Split(' ');
        string[] reference = "it is a guide to action that ensures that the military will forever heed party commands".Split(' ');
        Assert.Equal(0.5 / 0.675 * (1 - 0.5 / 27), Meteor.Score(hypothesis, reference), 1e-9);
        Assert.Equal(Best(hypothesis, reference), Meteor.Score(hypothesis, reference), 1e-9);
    }

    /// <summary>The second implementation tries every alignment: most matches first, then fewest chunks. The greedy one cannot do better, and with distinct words there is no choice.</summary>
    [Fact]
    public void Score_DistinctWords_EqualsTheBestOfAllAlignments() =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 6).ToArray()), Gen.Int[0, 6], Gen.Shuffle(Enumerable.Range(2, 6).ToArray()), Gen.Int[0, 6]).Sample((first, n, second, m) =>
        {
            string[] a = [.. first.Take(n).Select(Word)], b = [.. second.Take(m).Select(Word)];
            Assert.Equal(Best(a, b), Meteor.Score(a, b), 1e-12);
        }, iter: 300);

    [Fact]
    public void Score_RepeatedWords_MatchesAsManyAndNeverInFewerChunks() =>
        Gen.Select(Gen.Int[0, 2].Array[0, 5], Gen.Int[0, 2].Array[0, 5]).Sample((first, second) =>
        {
            string[] a = [.. first.Select(Word)], b = [.. second.Select(Word)];
            var (score, best) = (Meteor.Score(a, b), Best(a, b));
            Assert.True(score <= best + 1e-12);
            Assert.True(score >= best / 2 - 1e-12); // the penalty takes one half at most
        }, iter: 300);

    /// <summary>Distinct stems that the stemmer leaves alone.</summary>
    private static string Word(int code) => "bcdfghjk"[code] + "at";

    private static double Best(string[] a, string[] b)
    {
        var best = (Matches: 0, Chunks: 0);
        Try(0, [], 0, 0, -2);
        if (best.Matches == 0)
            return 0;
        double p = (double)best.Matches / a.Length, r = (double)best.Matches / b.Length;
        return 10 * p * r / (r + 9 * p) * (1 - 0.5 * Math.Pow((double)best.Chunks / best.Matches, 3));

        void Try(int at, HashSet<int> taken, int matches, int chunks, int previous)
        {
            if (at == a.Length)
            {
                if (matches > best.Matches || (matches == best.Matches && chunks < best.Chunks))
                    best = (matches, chunks);
                return;
            }

            Try(at + 1, taken, matches, chunks, -2);
            for (var j = 0; j < b.Length; j++)
            {
                if (a[at] == b[j] && !taken.Contains(j))
                    Try(at + 1, [.. taken, j], matches + 1, chunks + (previous + 1 == j && previous >= 0 ? 0 : 1), j);
            }
        }
    }
}
