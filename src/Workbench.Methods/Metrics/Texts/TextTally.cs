using Workbench.Methods.Statistics;
using Workbench.Methods.Text;

namespace Workbench.Methods.Metrics.Texts;

/// <summary>Running sums of one group of rows.</summary>
internal sealed class TextTally
{
    private readonly List<double>[] _rouge = [.. Enumerable.Range(0, 12).Select(_ => new List<double>())];
    private readonly List<double> _meteor = [];
    private readonly List<double> _divergence = [];
    private readonly List<double> _lengths = [];
    private readonly BleuStatistics _bleu = new();
    private readonly ChrfStatistics _chrf = new();
    private readonly HashSet<string>[] _seen = [new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private readonly long[] _grams = new long[2];

    internal void Add(RowScores scores, ScoredText hypothesis, BleuStatistics bleu, ChrfStatistics chrf)
    {
        _lengths.Add(scores.Words);
        for (var n = 1; n <= 2; n++)
        {
            foreach (var (gram, count) in NGrams.Count(hypothesis.Words, n))
            {
                _seen[n - 1].Add(gram);
                _grams[n - 1] += count;
            }
        }
        if (scores.Row.Reference is null)
            return;
        _bleu.Add(bleu);
        _chrf.Add(chrf);
        _meteor.Add(scores.Meteor!.Value);
        _divergence.Add(scores.Divergence!.Value);
        OverlapScore[] all = [scores.Rouge1!.Value, scores.Rouge2!.Value, scores.RougeL!.Value, scores.RougeLsum!.Value];
        for (var i = 0; i < all.Length; i++)
        {
            _rouge[3 * i].Add(all[i].Precision);
            _rouge[3 * i + 1].Add(all[i].Recall);
            _rouge[3 * i + 2].Add(all[i].F1);
        }
    }

    internal TextScores Scores(double level)
    {
        const string NoReference = "no row has a reference";
        return new TextScores
        {
            N = _lengths.Count,
            WithReference = _meteor.Count,
            Rouge1 = Rouge(0, "ROUGE-1"),
            Rouge2 = Rouge(1, "ROUGE-2"),
            RougeL = Rouge(2, "ROUGE-L"),
            RougeLsum = Rouge(3, "ROUGE-Lsum"),
            Meteor = Mean(Text.Meteor.Name, _meteor, "proportion", 1),
            Divergence = Mean("Jensen–Shannon divergence, base 2", _divergence, "distance", 1),
            Bleu = Corpus("BLEU", () => Text.Bleu.Corpus(_bleu).Score, Text.Bleu.Signature),
            Chrf = Corpus("chrF2", () => Text.Chrf.Corpus(_chrf), Text.Chrf.Signature),
            Distinct1 = DistinctShare(1),
            Distinct2 = DistinctShare(2),
            Words = ClusteredMean.Compute("mean length", _lengths.ToArray(), [], "row", level, "no rows", 0, unit: "words"),
        };

        RougeMean Rouge(int i, string name) => new(
            Mean($"{name} precision", _rouge[3 * i], "proportion", 1),
            Mean($"{name} recall", _rouge[3 * i + 1], "proportion", 1),
            Mean($"{name} F1", _rouge[3 * i + 2], "proportion", 1));

        Estimate Mean(string method, List<double> values, string unit, double upper) =>
            ClusteredMean.Compute(method, values.ToArray(), [], "row", level, NoReference, 0, upper, unit);

        Estimate Corpus(string method, Func<double> score, string signature) => _meteor.Count == 0
            ? Estimate.Undefined(method, NoReference)
            : new Estimate
            {
                Value = score(),
                Unit = "points of 100",
                Method = method,
                N = _meteor.Count,
                Settings = new Dictionary<string, string> { ["signature"] = signature },
                Warnings = ["of the corpus, without an interval"],
            };

        Estimate DistinctShare(int n) => _grams[n - 1] == 0
            ? Estimate.Undefined($"distinct-{n}", $"no text has {n} words")
            : new Estimate
            {
                Value = (double)_seen[n - 1].Count / _grams[n - 1],
                Method = $"distinct-{n}",
                N = _lengths.Count,
                Settings = new Dictionary<string, string> { ["n_grams"] = Numbers.Text(_grams[n - 1]) },
            };
    }
}
