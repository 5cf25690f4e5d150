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
    /// <summary>Texts in one call: servers limit it (2,048 at OpenAI, fewer elsewhere).</summary>
    public const int BatchSize = 64;

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

    /// <summary>Embeds distinct texts that are not empty, in calls of at most <see cref="BatchSize"/> texts.</summary>
    /// <param name="generator">The embedding endpoint.</param>
    /// <param name="texts">Texts; empty ones are left out.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The vector of each text.</returns>
    /// <exception cref="InvalidOperationException">The endpoint returns more or fewer embeddings than texts.</exception>
    public static async Task<IReadOnlyDictionary<string, float[]>> EmbedAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator, IEnumerable<string> texts, CancellationToken cancellationToken = default)
    {
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var batch in texts.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            var embeddings = await generator.GenerateAsync(batch, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (embeddings.Count != batch.Length)
                throw new InvalidOperationException($"The endpoint returned {embeddings.Count} embeddings for {batch.Length} texts.");
            for (var i = 0; i < batch.Length; i++)
                vectors[batch[i]] = embeddings[i].Vector.ToArray();
        }

        return vectors;
    }

    /// <summary>Cosine of two vectors, from −1 to 1; NaN where one is zero.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector of the same length.</param>
    /// <exception cref="InvalidOperationException">The lengths differ.</exception>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
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
