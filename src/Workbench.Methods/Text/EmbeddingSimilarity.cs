using Microsoft.Extensions.AI;

namespace Workbench.Methods.Text;

/// <summary>
/// Similarity of meaning by any embedding endpoint: cosine of whole texts, and greedy matching of their words.
/// </summary>
/// <remarks>
/// Cosine: <c>a·b / (|a||b|)</c>. Greedy matching (BERTScore's arithmetic): precision is the mean over hypothesis units of the best cosine with a reference
/// unit, recall the reverse, F1 their harmonic mean. Units are embedded one by one, so a word's context does not count: this
/// is <em>not</em> BERTScore with contextual embeddings, and is never named so. Values depend on the model; store its name.
/// NaN where a text is empty or a vector is zero. Reference: Zhang et al. (2020), BERTScore, ICLR.
/// </remarks>
public static class EmbeddingSimilarity
{
    /// <summary>Cosine similarity of pairs of texts; each distinct text is embedded once.</summary>
    /// <param name="generator">The embedding endpoint.</param>
    /// <param name="pairs">Pairs of texts.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task<IReadOnlyList<double>> CosineAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator,
        IReadOnlyList<(string First, string Second)> pairs,
        CancellationToken cancellationToken = default)
    {
        var vectors = await EmbedAsync(generator, pairs.SelectMany(p => new[] { p.First, p.Second }), cancellationToken).ConfigureAwait(false);
        return [.. pairs.Select(p => vectors.TryGetValue(p.First, out var a) && vectors.TryGetValue(p.Second, out var b) ? Cosine(a, b) : double.NaN)];
    }

    /// <summary>Greedy matching of the units (words, say, or sentences) of two texts.</summary>
    /// <param name="generator">The embedding endpoint.</param>
    /// <param name="hypothesis">Units of the hypothesis.</param>
    /// <param name="reference">Units of the reference.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task<OverlapScore> GreedyMatchAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator,
        IReadOnlyList<string> hypothesis,
        IReadOnlyList<string> reference,
        CancellationToken cancellationToken = default)
    {
        if (hypothesis.Count == 0 || reference.Count == 0)
            return new OverlapScore(double.NaN, double.NaN, double.NaN);
        var vectors = await EmbedAsync(generator, hypothesis.Concat(reference), cancellationToken).ConfigureAwait(false);
        return OverlapScore.Of(Best(hypothesis, reference), Best(reference, hypothesis));

        double Best(IReadOnlyList<string> from, IReadOnlyList<string> to) =>
            from.Average(a => to.Max(b => a == b ? 1 : Cosine(vectors[a], vectors[b])));
    }

    /// <summary>Embeds distinct texts that are not empty in one call.</summary>
    private static async Task<Dictionary<string, float[]>> EmbedAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var distinct = texts.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct(StringComparer.Ordinal).ToArray();
        if (distinct.Length == 0)
            return [];
        var embeddings = await generator.GenerateAsync(distinct, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (embeddings.Count != distinct.Length)
            throw new InvalidOperationException($"The endpoint returned {embeddings.Count} embeddings for {distinct.Length} texts.");
        return distinct.Zip(embeddings).ToDictionary(p => p.First, p => p.Second.Vector.ToArray(), StringComparer.Ordinal);
    }

    private static double Cosine(float[] a, float[] b)
    {
        if (a.Length != b.Length)
            throw new InvalidOperationException($"Embeddings of different lengths: {a.Length} and {b.Length}.");
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }
        return aa > 0 && bb > 0 ? Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1) : double.NaN;
    }
}
