namespace Workbench.Methods.Text;

/// <summary>
/// Jensen–Shannon divergence of two texts' word distributions, base 2: 0 for the same words in the same shares, 1 for no word in common.
/// </summary>
/// <remarks>
/// <c>½ KL(p ‖ m) + ½ KL(q ‖ m)</c>, <c>m = (p + q)/2</c>, on unigrams over the words of the two texts. Ignores order. NaN where a side has no words.
/// Reference: Lin (1991), IEEE Trans. Inf. Theory 37(1).
/// </remarks>
public static class JensenShannon
{
    /// <summary>The divergence, in [0, 1].</summary>
    /// <param name="first">Words of one text.</param>
    /// <param name="second">Words of the other.</param>
    public static double Divergence(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        if (first.Count == 0 || second.Count == 0)
            return double.NaN;
        var p = NGrams.Count(first, 1);
        var q = NGrams.Count(second, 1);
        var sum = 0.0;
        foreach (var word in p.Keys.Union(q.Keys))
        {
            var a = (double)p.GetValueOrDefault(word) / first.Count;
            var b = (double)q.GetValueOrDefault(word) / second.Count;
            var m = (a + b) / 2;
            sum += (a > 0 ? a * Math.Log2(a / m) : 0) + (b > 0 ? b * Math.Log2(b / m) : 0);
        }
        return Math.Clamp(sum / 2, 0, 1);
    }
}
