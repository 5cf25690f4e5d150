using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Benchmarks.Agreement;

/// <summary>
/// Coverage of alpha's bootstrap interval: how often a nominal 95 % interval holds the true value, when items belong to
/// personas that differ in how clear their preferences are and in what they prefer.
/// </summary>
internal static class AlphaCoverage
{
    public const string Name = "alpha-coverage";

    private const int Raters = 3, ItemsPerPersona = 5, Categories = 3;

    public static void Run(TextWriter output) => Run(output, studies: 1000);

    public static void Run(TextWriter output, int studies)
    {
        output.WriteLine($"Krippendorff's alpha, {studies} simulated studies, {ItemsPerPersona} items a persona, {Raters} raters, 10 % missing; 1,000 resamples each");
        output.WriteLine("| level | personas | true alpha | clusters of the bootstrap | coverage of nominal 95 % |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var level in new[] { MeasurementLevel.Nominal, MeasurementLevel.Ordinal })
        {
            // The truth: alpha of a population of 200,000 personas.
            var truth = KrippendorffAlpha.Compute(Study(200_000, new Random(999)).Table, level).Value!.Value;
            foreach (var personas in new[] { 40, 100 })
            {
                foreach (var clustered in new[] { true, false })
                {
                    var held = 0;
                    for (var study = 0; study < studies; study++)
                    {
                        var (table, clusters) = Study(personas, new Random(study));
                        var interval = KrippendorffAlpha.WithInterval(
                            table, level, study, 1000, itemClusters: clustered ? clusters : [], clusterUnit: clustered ? "persona" : "item").Interval!;
                        held += interval.Lower <= truth && truth <= interval.Upper ? 1 : 0;
                    }
                    output.WriteLine(FormattableString.Invariant(
                        $"| {level} | {personas} | {truth:F3} | {(clustered ? "persona" : "item (wrong here)")} | {100.0 * held / studies:F1} % |"));
                }
            }
        }
    }

    private static (RatingTable Table, int[] Clusters) Study(int personas, Random random)
    {
        var items = personas * ItemsPerPersona;
        var (item, rater, category) = (new int[items * Raters], new int[items * Raters], new int[items * Raters]);
        var clusters = new int[items];
        for (var persona = 0; persona < personas; persona++)
        {
            var clarity = Math.Exp(Normal.Sample(random, 0.3, 0.5));
            var lean = Normal.Sample(random, 0.2, 0.7);
            for (var i = 0; i < ItemsPerPersona; i++)
            {
                var id = (persona * ItemsPerPersona) + i;
                clusters[id] = persona;
                var quality = lean + Normal.Sample(random, 0, 1);
                for (var r = 0; r < Raters; r++)
                {
                    var row = (id * Raters) + r;
                    var seen = (clarity * quality) + Normal.Sample(random, 0, 1);
                    (item[row], rater[row]) = (id, r);
                    category[row] = random.NextDouble() < 0.1 ? -1 : seen < -0.5 ? 0 : seen > 0.5 ? 2 : 1;
                }
            }
        }
        return (RatingTable.Create(item, rater, category, items, Raters, Categories), clusters);
    }
}
