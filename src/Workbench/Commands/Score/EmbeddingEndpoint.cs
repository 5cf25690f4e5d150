using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Embeddings;
using Workbench.Methods.Metrics.Texts;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Text;

namespace Workbench.Commands.Score;

/// <summary>An OpenAI-compatible embedding endpoint named on the command line.</summary>
internal sealed class EmbeddingEndpoint(string address, string model, string? key)
{
    /// <summary>Embeds every text once and returns 1 − cosine, clamped to [0, 1], of any two of them; 1 where a vector is zero.</summary>
    public async Task<Func<string, string, double>> DistanceAsync(IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        using var generator = Generator();
        try
        {
            var vectors = await EmbeddingSimilarity.EmbedAsync(generator, texts, cancellationToken);
            if (vectors.Values.Select(vector => vector.Length).Distinct().Count() > 1)
                throw new CommandFailedException($"--endpoint {address}: its embeddings have different lengths");
            return (a, b) => EmbeddingSimilarity.Cosine(vectors[a], vectors[b]) is var cosine && double.IsNaN(cosine) ? 1 : Math.Clamp(1 - cosine, 0, 1);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused(e);
        }
    }

    /// <summary>Similarity of every text to its reference, by system: whole texts, and their words matched greedily. Each text's words are asked for in calls of their own.</summary>
    public async Task<IReadOnlyDictionary<string, EmbeddingScores>> ScoresAsync(TextScorer scorer, TextScoreOptions options, CancellationToken cancellationToken)
    {
        using var generator = Generator();
        var systems = new Dictionary<string, EmbeddingScores>(StringComparer.Ordinal);
        try
        {
            foreach (var system in scorer.Systems)
            {
                var (whole, words) = (new List<double>(), new List<double>());
                foreach (var batch in scorer.References(system).Chunk(EmbeddingSimilarity.BatchSize / 2))
                {
                    whole.AddRange(await EmbeddingSimilarity.CosineAsync(generator, batch, cancellationToken));
                    foreach (var (hypothesis, reference) in batch)
                    {
                        var match = await EmbeddingSimilarity.GreedyMatchAsync(
                            generator, Tokenizer.Words(hypothesis, options.Tokenization), Tokenizer.Words(reference, options.Tokenization), cancellationToken);
                        words.Add(match.F1);
                    }
                }

                systems[system] = new EmbeddingScores(Mean("cosine of embeddings", whole, options.Level), Mean("greedy matching of word embeddings, F1", words, options.Level));
            }
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused(e);
        }
        return systems;
    }

    private Estimate Mean(string method, List<double> values, double level)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        return known.Length == 0
            ? Estimate.Undefined(method, "no row has a text and a reference with words")
            : ScoreMean.Independent(known, level, method, isShare: false) with { Settings = new Dictionary<string, string> { ["model"] = model }, Excluded = values.Count - known.Length };
    }

    private IEmbeddingGenerator<string, Embedding<float>> Generator()
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new CommandFailedException($"--endpoint: '{address}' is no http address");
        var options = new OpenAIClientOptions { Endpoint = uri, RetryPolicy = new ClientRetryPolicy(2) };
        return new EmbeddingClient(model, new ApiKeyCredential(key ?? "none"), options).AsIEmbeddingGenerator();
    }

    private static bool IsRefusal(Exception e) => e is ClientResultException or HttpRequestException or AggregateException or InvalidOperationException;

    private CommandFailedException Refused(Exception e) => new($"--endpoint {address}: {e.Message.ReplaceLineEndings(" ")}");
}
