namespace Workbench.Methods.Text;

/// <summary>
/// METEOR with its exact and stem stages: recall-weighted word matches with a penalty for broken order. Without WordNet's
/// synonyms and without paraphrases, hence always named <c>METEOR (exact, stem)</c>.
/// </summary>
/// <remarks>
/// <c>F = P R / (α P + (1 − α) R)</c>, α = 0.9; penalty <c>γ (chunks / matches)^β</c>, γ = 0.5, β = 3; score <c>F (1 − penalty)</c> in [0, 1]. Each stage takes
/// the longest common runs of unmatched words first, which keeps chunks few. Stems are English (Porter); words of other
/// languages match exactly. No match scores 0. References: Banerjee, Lavie (2005), METEOR, ACL workshop; Lavie, Agarwal (2007), WMT.
/// </remarks>
public static class Meteor
{
    /// <summary>Name to print: the stages belong to it.</summary>
    public const string Name = "METEOR (exact, stem)";

    /// <summary>The score of one pair.</summary>
    /// <param name="hypothesis">Words of the hypothesis.</param>
    /// <param name="reference">Words of the reference.</param>
    public static double Score(IReadOnlyList<string> hypothesis, IReadOnlyList<string> reference)
    {
        const double Alpha = 0.9, Beta = 3, Gamma = 0.5;
        var target = new int[hypothesis.Count];
        Array.Fill(target, -1);
        var taken = new bool[reference.Count];
        Align(hypothesis, reference, target, taken);
        Align([.. hypothesis.Select(PorterStemmer.Stem)], [.. reference.Select(PorterStemmer.Stem)], target, taken);

        int matches = 0, chunks = 0;
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] < 0)
                continue;
            matches++;
            if (i == 0 || target[i - 1] < 0 || target[i - 1] + 1 != target[i])
                chunks++;
        }
        if (matches == 0)
            return 0;
        double precision = (double)matches / hypothesis.Count, recall = (double)matches / reference.Count;
        var mean = precision * recall / (Alpha * precision + (1 - Alpha) * recall);
        return mean * (1 - Gamma * Math.Pow((double)chunks / matches, Beta));
    }

    private static void Align(IReadOnlyList<string> a, IReadOnlyList<string> b, int[] target, bool[] taken)
    {
        while (true)
        {
            int best = 0, from = 0, to = 0;
            var run = new int[b.Count + 1];
            for (var i = 0; i < a.Count; i++)
            {
                for (var j = b.Count; j > 0; j--)
                {
                    run[j] = target[i] < 0 && !taken[j - 1] && a[i] == b[j - 1] ? run[j - 1] + 1 : 0;
                    if (run[j] > best)
                        (best, from, to) = (run[j], i - run[j] + 1, j - run[j]);
                }
            }
            if (best == 0)
                return;
            if (best == 1)
            {
                // Only single words are left: one pass places them all.
                AlignSingles(a, b, target, taken);
                return;
            }
            for (var k = 0; k < best; k++)
            {
                target[from + k] = to + k;
                taken[to + k] = true;
            }
        }
    }

    private static void AlignSingles(IReadOnlyList<string> a, IReadOnlyList<string> b, int[] target, bool[] taken)
    {
        for (var i = 0; i < a.Count; i++)
        {
            for (var j = 0; j < b.Count && target[i] < 0; j++)
            {
                if (taken[j] || a[i] != b[j])
                    continue;
                target[i] = j;
                taken[j] = true;
            }
        }
    }
}
