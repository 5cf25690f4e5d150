using Workbench.Methods.Statistics;

namespace Workbench.Methods.Tests.Statistics.Annotators;

/// <summary>Second implementations of the truth models: probabilities multiplied as they are, hidden choices enumerated, no logarithms, no shortcuts. Rows are (item, rater, label).</summary>
internal static class ObviousTruthModels
{
    internal sealed record Fit(double[][] Posterior, double[] Quality);

    internal static Fit OneCoin((int Item, int Rater, int Label)[] rows, int items, int raters, int q, double smoothing, int rounds)
    {
        var posterior = Shares(rows, items, q);
        var right = new double[raters];
        for (var round = 0; round < rounds; round++)
        {
            for (var w = 0; w < raters; w++)
            {
                var own = rows.Where(r => r.Rater == w).ToArray();
                right[w] = (smoothing + own.Sum(r => posterior[r.Item][r.Label])) / (smoothing * q + own.Length);
            }

            posterior = Bayes(rows, items, q, (row, k) => row.Label == k ? right[row.Rater] : (1 - right[row.Rater]) / (q - 1));
        }

        return new Fit(posterior, right);
    }

    /// <summary>GLAD by plain gradient ascent with a small fixed step, thousands of steps a round.</summary>
    internal static Fit Glad((int Item, int Rater, int Label)[] rows, int items, int raters, int q, int rounds)
    {
        double[] ability = [.. Enumerable.Repeat(1.0, raters)], ease = [.. Enumerable.Repeat(1.0, items)];
        double Right(int w, int i) => 1 / (1 + Math.Exp(-ability[w] * Math.Exp(ease[i])));
        var posterior = Shares(rows, items, q);
        for (var round = 0; round < rounds; round++)
        {
            for (var step = 0; step < 3000; step++)
            {
                double[] up = [.. ability.Select(a => 1 - a)], easier = [.. ease.Select(b => 1 - b)];
                foreach (var (i, w, label) in rows)
                {
                    var surplus = posterior[i][label] - Right(w, i);
                    up[w] += surplus * Math.Exp(ease[i]);
                    easier[i] += surplus * ability[w] * Math.Exp(ease[i]);
                }

                for (var w = 0; w < raters; w++)
                    ability[w] += 0.01 * up[w];
                for (var i = 0; i < items; i++)
                    ease[i] += 0.01 * easier[i];
            }

            posterior = Bayes(rows, items, q, (row, k) => row.Label == k ? Right(row.Rater, row.Item) : (1 - Right(row.Rater, row.Item)) / (q - 1));
        }

        return new Fit(posterior, ability);
    }

    /// <summary>MACE from one start: for every item all truths times all 2^m ways in which its raters knew or spammed.</summary>
    internal static (Fit Fit, double LogLikelihood) Mace(
        (int Item, int Rater, int Label)[] rows, int items, int raters, int q, ReplicateRandom random, int rounds, double strategyPrior)
    {
        double[] know = new double[raters], spam = new double[raters];
        var habit = new double[raters][];
        for (var w = 0; w < raters; w++)
        {
            know[w] = 0.5 + 0.4 * random.NextDouble();
            spam[w] = 1 - know[w];
            double[] raw = [.. Enumerable.Range(0, q).Select(_ => 1 + random.NextDouble())];
            habit[w] = [.. raw.Select(h => h / raw.Sum())];
        }

        var posterior = Shares(rows, items, q);
        for (var round = 0; ; round++)
        {
            double[] knew = new double[raters], spammed = new double[raters];
            double[][] spammedWith = [.. Enumerable.Range(0, raters).Select(_ => new double[q])];
            var likelihood = 0.0;
            foreach (var group in rows.GroupBy(r => r.Item))
            {
                var votes = group.ToArray();
                var worlds = from truth in Enumerable.Range(0, q)
                             from pattern in Enumerable.Range(0, 1 << votes.Length)
                             let weight = votes.Select((vote, at) => (pattern >> at & 1) == 1
                                 ? spam[vote.Rater] * habit[vote.Rater][vote.Label]
                                 : vote.Label == truth ? know[vote.Rater] : 0).Aggregate(1.0 / q, (a, b) => a * b)
                             select (Truth: truth, Pattern: pattern, Weight: weight);
                var all = worlds.ToArray();
                var total = all.Sum(world => world.Weight);
                likelihood += Math.Log(total);
                posterior[group.Key] = [.. Enumerable.Range(0, q).Select(k => all.Where(world => world.Truth == k).Sum(world => world.Weight) / total)];
                for (var at = 0; at < votes.Length; at++)
                {
                    var share = all.Where(world => (world.Pattern >> at & 1) == 1).Sum(world => world.Weight) / total;
                    knew[votes[at].Rater] += 1 - share;
                    spammed[votes[at].Rater] += share;
                    spammedWith[votes[at].Rater][votes[at].Label] += share;
                }
            }

            if (round == rounds)
                return (new Fit(posterior, [.. knew.Select((k, w) => k + spammed[w] == 0 ? double.NaN : (k + 0.5) / (k + spammed[w] + 1))]), likelihood);
            for (var w = 0; w < raters; w++)
            {
                know[w] = Math.Exp(Digamma(knew[w] + 0.5) - Digamma(knew[w] + spammed[w] + 1));
                spam[w] = Math.Exp(Digamma(spammed[w] + 0.5) - Digamma(knew[w] + spammed[w] + 1));
                habit[w] = [.. spammedWith[w].Select(c => Math.Exp(Digamma(c + strategyPrior) - Digamma(spammedWith[w].Sum() + q * strategyPrior)))];
            }
        }
    }

    private static double[][] Shares((int Item, int Rater, int Label)[] rows, int items, int q) =>
        [.. Enumerable.Range(0, items).Select(i => Enumerable.Range(0, q).Select(k => rows.Where(r => r.Item == i).Select(r => r.Label == k ? 1.0 : 0).DefaultIfEmpty(0).Average()).ToArray())];

    private static double[][] Bayes((int Item, int Rater, int Label)[] rows, int items, int q, Func<(int Item, int Rater, int Label), int, double> likelihood) =>
        [.. Enumerable.Range(0, items).Select(i =>
        {
            double[] weight = [.. Enumerable.Range(0, q).Select(k => rows.Where(r => r.Item == i).Aggregate(1.0, (p, row) => p * likelihood(row, k)))];
            return weight.Select(v => v / weight.Sum()).ToArray();
        })];

    /// <summary>ψ by its recurrence up to 20, then the first terms of its asymptotic series (Abramowitz, Stegun 6.3.5, 6.3.18).</summary>
    private static double Digamma(double x) =>
        x < 20 ? Digamma(x + 1) - 1 / x : Math.Log(x) - 1 / (2 * x) - 1 / (12 * x * x) + 1 / (120 * Math.Pow(x, 4)) - 1 / (252 * Math.Pow(x, 6));
}
