using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Embeddings;

namespace Workbench.Commands.Score;

/// <summary>An OpenAI-compatible embedding endpoint named on the command line.</summary>
internal sealed class EmbeddingEndpoint(string address, string model, string? key)
{
    private const int BatchSize = 64;

    /// <summary>Embeds every text once and returns 1 − cosine, clamped to [0, 1], of any two of them.</summary>
    public async Task<Func<string, string, double>> DistanceAsync(IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new CommandFailedException($"--endpoint: '{address}' is no http address");
        var options = new OpenAIClientOptions { Endpoint = uri, RetryPolicy = new ClientRetryPolicy(2) };
        using var generator = new EmbeddingClient(model, new ApiKeyCredential(key ?? "none"), options).AsIEmbeddingGenerator();
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        try
        {
            foreach (var batch in texts.Where(text => !string.IsNullOrWhiteSpace(text)).Chunk(BatchSize))
            {
                var embeddings = await generator.GenerateAsync(batch, cancellationToken: cancellationToken);
                if (embeddings.Count != batch.Length)
                    throw new CommandFailedException($"--endpoint: {embeddings.Count} embeddings came for {batch.Length} texts");
                for (var i = 0; i < batch.Length; i++)
                    vectors[batch[i]] = embeddings[i].Vector.ToArray();
            }
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or AggregateException)
        {
            throw new CommandFailedException($"--endpoint {address}: {e.Message.ReplaceLineEndings(" ")}");
        }
        return (a, b) => Math.Clamp(1 - Cosine(vectors[a], vectors[b]), 0, 1);
    }

    private static double Cosine(float[] a, float[] b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }
}
