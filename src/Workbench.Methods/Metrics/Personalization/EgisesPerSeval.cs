using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>
/// EGISES and PerSEval: does the model's text differ between users as much as the users' own texts do, and does it stay close to them?
/// </summary>
/// <remarks>
/// For document i and users j ≠ k: <c>w_ijk = softmax_k(σ(u_ij,u_ik)/σ(u_ij,d_i))</c> (argument 0 where σ(·,d) = 0), likewise for the model; <c>X = w σ(u_ij,u_ik)</c>,
/// <c>Y = w σ(s_ij,s_ik)</c>, the simplified form without the weights. <c>DEG_ij = mean_k (min(X,Y)+η)/(max(X,Y)+η)</c>, η = 1e-5;
/// <c>EGISES = 1 − mean_i mean_j DEG</c>. PerSEval multiplies DEG_ij by <c>EDP_ij = 1 − S(ADP_i + ACP_ij; 3, 1) + ε</c> with
/// <c>ADP_i = S(d_min/(1 − d_min + ε); 4, 1)</c>, <c>ACP_ij = S((d_j − d_min)/(d_mean − d_min + ε); 4, 1)</c>, <c>d_j = σ(s_ij,u_ij)</c>, <c>S(x; a, b) = 1/(1 + 10^a exp(−10^b x))</c>,
/// ε = 1e-7. Needs texts written by the users themselves; without them see <see cref="Responsiveness"/>. The choice of σ matters a lot: name it.
/// Documents with fewer than two users are excluded; undefined without any other. Interval: t over documents.
/// References: Vansh et al. (2023), EGISES, EMNLP; Dasgupta et al. (2024), PerSEval, TMLR; constants from the authors' code (KDM-LAB).
/// </remarks>
public static class EgisesPerSeval
{
    private const double Eta = 1e-5;
    private const double Epsilon = 1e-7;

    /// <summary>Computes both.</summary>
    /// <param name="documents">Distances of each document.</param>
    /// <param name="simplified">Leaves out the softmax weights.</param>
    /// <param name="level">Nominal coverage of the intervals over documents.</param>
    public static PersonalizationScores Compute(IReadOnlyList<PersonalizedDocument> documents, bool simplified = false, double level = 0.95)
    {
        var usable = documents.Where(d => d.Users >= 2).ToArray();
        var responsive = new double[usable.Length];
        var accurate = new double[usable.Length];
        for (var i = 0; i < usable.Length; i++)
        {
            var (degree, discounted) = Score(usable[i], simplified);
            responsive[i] = degree;
            accurate[i] = discounted;
        }
        var suffix = simplified ? ", simplified" : "";
        return new PersonalizationScores(
            Mean($"EGISES{suffix}", [.. responsive.Select(d => 1 - d)]),
            Mean($"DEGRESS{suffix}", responsive),
            Mean($"PerSEval{suffix}", accurate));

        Estimate Mean(string method, double[] values) =>
            ClusteredMean.Compute(method, values, [], "document", level, "no document has two users with their own texts", 0, 1, "score") with
            {
                Excluded = documents.Count - usable.Length,
                ClusterUnit = "document",
                Clusters = values.Length,
                Warnings = usable.Length > 0 && usable.Min(d => d.Users) < 3 ? ["documents with only two users: three make the measure sensible"] : [],
            };
    }

    private static (double Degree, double Discounted) Score(PersonalizedDocument d, bool simplified)
    {
        var n = d.Users;
        var accuracy = d.ModelToUser.Select(x => double.IsNaN(x) ? 1 : x).ToArray();
        double best = accuracy.Min(), mean = accuracy.Average();
        var drop = Step(best / (1 - best + Epsilon), 4);
        double degrees = 0, discounted = 0;
        for (var j = 0; j < n; j++)
        {
            var users = simplified ? null : Weights(d.UserToUser, d.UserToDocument[j], j);
            var model = simplified ? null : Weights(d.ModelToModel, d.ModelToDocument[j], j);
            var sum = 0.0;
            for (var k = 0; k < n; k++)
            {
                if (k == j)
                    continue;
                var x = (users?[k] ?? 1) * d.UserToUser[j, k];
                var y = (model?[k] ?? 1) * d.ModelToModel[j, k];
                sum += (Math.Min(x, y) + Eta) / (Math.Max(x, y) + Eta);
            }
            var degree = sum / (n - 1);
            var inconsistency = Step((accuracy[j] - best) / (mean - best + Epsilon), 4);
            degrees += degree;
            discounted += degree * (1 - Step(drop + inconsistency, 3) + Epsilon);
        }
        return (degrees / n, discounted / n);
    }

    private static double[] Weights(double[,] distances, double toDocument, int j)
    {
        var n = distances.GetLength(0);
        var weights = new double[n];
        var largest = double.NegativeInfinity;
        for (var k = 0; k < n; k++)
        {
            weights[k] = k == j ? double.NegativeInfinity : toDocument == 0 ? 0 : distances[j, k] / toDocument;
            largest = Math.Max(largest, weights[k]);
        }
        var total = 0.0;
        for (var k = 0; k < n; k++)
            total += weights[k] = Math.Exp(weights[k] - largest);
        for (var k = 0; k < n; k++)
            weights[k] /= total;
        return weights;
    }

    /// <summary>S(x; a, 1).</summary>
    private static double Step(double x, double a) => 1 / (1 + Math.Pow(10, a) * Math.Exp(-10 * x));
}
