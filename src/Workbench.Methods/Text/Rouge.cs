namespace Workbench.Methods.Text;

/// <summary>
/// ROUGE: overlap of words (ROUGE-1), word pairs (ROUGE-2) or the longest common subsequence (ROUGE-L, ROUGE-Lsum) of a
/// hypothesis with a reference.
/// </summary>
/// <remarks>
/// Clipped n-gram matches or LCS length over the lengths; F1 with equal weight, no stemming. Lexical: blind to paraphrase, and
/// weak at telling "personal" from "good". An empty side scores 0, as in google-research's <c>rouge_score</c>, whose Lsum (sentences
/// are lines, union LCS with clipped counts) is followed. Reference: Lin (2004), ROUGE, Text Summarization Branches Out.
/// </remarks>
public static class Rouge
{
    /// <summary>ROUGE-n.</summary>
    /// <param name="hypothesis">Words of the hypothesis.</param>
    /// <param name="reference">Words of the reference.</param>
    /// <param name="n">Words an n-gram, 1 or more.</param>
    public static OverlapScore N(IReadOnlyList<string> hypothesis, IReadOnlyList<string> reference, int n)
    {
        var counts = NGrams.Count(reference, n);
        var matches = 0;
        foreach (var (gram, count) in NGrams.Count(hypothesis, n))
            matches += Math.Min(count, counts.GetValueOrDefault(gram));
        return OverlapScore.Of(matches, Math.Max(0, hypothesis.Count - n + 1), Math.Max(0, reference.Count - n + 1));
    }

    /// <summary>ROUGE-L: longest common subsequence of the whole texts.</summary>
    /// <param name="hypothesis">Words of the hypothesis.</param>
    /// <param name="reference">Words of the reference.</param>
    public static OverlapScore L(IReadOnlyList<string> hypothesis, IReadOnlyList<string> reference) =>
        OverlapScore.Of(LongestCommonSubsequence(hypothesis, reference), hypothesis.Count, reference.Count);

    /// <summary>ROUGE-Lsum: union of longest common subsequences, sentence by sentence; sentences are separated by line breaks.</summary>
    /// <param name="hypothesis">Text of the hypothesis.</param>
    /// <param name="reference">Text of the reference.</param>
    /// <param name="tokenization">How to cut words.</param>
    public static OverlapScore Lsum(string hypothesis, string reference, Tokenization tokenization = Tokenization.Unicode)
    {
        var candidates = Sentences(hypothesis, tokenization);
        var targets = Sentences(reference, tokenization);
        var left = Counts(candidates);
        var wanted = Counts(targets);
        var hits = 0;
        foreach (var target in targets)
        {
            var union = new bool[target.Length];
            foreach (var candidate in candidates)
                Mark(target, candidate, union);
            for (var i = 0; i < target.Length; i++)
            {
                if (!union[i] || left.GetValueOrDefault(target[i]) == 0 || wanted[target[i]] == 0)
                    continue;
                hits++;
                left[target[i]]--;
                wanted[target[i]]--;
            }
        }
        return OverlapScore.Of(hits, candidates.Sum(c => c.Length), targets.Sum(t => t.Length));
    }

    private static int LongestCommonSubsequence(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        // Interned numbers make the inner loop compare integers.
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var x = Codes(a, codes);
        var y = Codes(b, codes);
        var row = new int[y.Length + 1];
        foreach (var word in x)
        {
            var diagonal = 0;
            for (var j = 1; j <= y.Length; j++)
            {
                var above = row[j];
                row[j] = word == y[j - 1] ? diagonal + 1 : Math.Max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[y.Length];
    }

    private static int[] Codes(IReadOnlyList<string> words, Dictionary<string, int> codes)
    {
        var result = new int[words.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (!codes.TryGetValue(words[i], out result[i]))
                codes[words[i]] = result[i] = codes.Count;
        }
        return result;
    }

    private static void Mark(string[] target, string[] candidate, bool[] union)
    {
        var table = new int[target.Length + 1, candidate.Length + 1];
        for (var i = 1; i <= target.Length; i++)
        {
            for (var j = 1; j <= candidate.Length; j++)
            {
                table[i, j] = target[i - 1] == candidate[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }
        for (int i = target.Length, j = candidate.Length; i > 0 && j > 0;)
        {
            if (target[i - 1] == candidate[j - 1])
            {
                union[i - 1] = true;
                i--;
                j--;
            }
            else if (table[i, j - 1] > table[i - 1, j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }
    }

    private static string[][] Sentences(string text, Tokenization tokenization) =>
        [.. text.Split('\n').Select(line => Tokenizer.Words(line, tokenization)).Where(words => words.Length > 0)];

    private static Dictionary<string, int> Counts(string[][] sentences) =>
        sentences.SelectMany(s => s).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
}
