using MathNet.Numerics.Distributions;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Benchmarks.Judges;

/// <summary>
/// Coverage of the prediction-powered intervals when judgments cluster by persona: people labelled a part of each
/// persona's comparisons, the judge all of them. The truth is the mean human score of the population.
/// </summary>
internal static class PpiCoverage
{
    public const string Name = "ppi-coverage";

    private const int PerPersona = 20, LabelledPerPersona = 4;

    public static void Run(TextWriter output) => Run(output, studies: 4000);

    public static void Run(TextWriter output, int studies)
    {
        var truth = Truth();
        output.WriteLine($"Prediction-powered mean, {studies} simulated studies, {LabelledPerPersona} of {PerPersona} comparisons a persona labelled by people; true mean {truth:F4}");
        output.WriteLine("| personas | estimator | clusters | coverage of nominal 95 % | mean width |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var personas in new[] { 20, 50 })
        {
            foreach (var clustered in new[] { true, false })
            {
                var held = new int[3];
                var width = new double[3];
                for (var study = 0; study < studies; study++)
                {
                    var (y, f, u, g, h) = Study(personas, new Random(study));
                    var result = clustered ? PredictionPoweredMean.Compute(y, f, u, g, h) : PredictionPoweredMean.Compute(y, f, u);
                    var intervals = new[] { result.Classical.Interval!, result.Ppi.Interval!, result.PpiPlusPlus.Interval! };
                    for (var i = 0; i < 3; i++)
                    {
                        held[i] += intervals[i].Lower <= truth && truth <= intervals[i].Upper ? 1 : 0;
                        width[i] += (intervals[i].Upper - intervals[i].Lower) / studies;
                    }
                }
                string[] names = ["classical", "PPI", "PPI++"];
                for (var i = 0; i < 3; i++)
                {
                    output.WriteLine(FormattableString.Invariant(
                        $"| {personas} | {names[i]} | {(clustered ? "persona" : "none (wrong here)")} | {100.0 * held[i] / studies:F1} % | {width[i]:F3} |"));
                }
            }
        }
    }

    private static double Truth()
    {
        var random = new Random(1);
        var sum = 0.0;
        const int Draws = 4_000_000;
        for (var i = 0; i < Draws; i++)
            sum += Human(Normal.Sample(random, 0.3, 1), random);
        return sum / Draws;
    }

    private static double Human(double lean, Random random)
    {
        var seen = lean + Normal.Sample(random, 0, 1);
        return seen > 0.3 ? 1 : seen < -0.3 ? 0 : 0.5;
    }

    private static (double[] Y, double[] F, double[] U, int[] G, int[] H) Study(int personas, Random random)
    {
        List<double> y = [], f = [], u = [];
        List<int> g = [], h = [];
        for (var persona = 0; persona < personas; persona++)
        {
            var lean = Normal.Sample(random, 0.3, 1);
            // The judge inflates, differently by persona, and follows the human verdict three times of four.
            var inflation = 0.5 + (0.15 * Normal.Sample(random, 0, 1));
            for (var i = 0; i < PerPersona; i++)
            {
                var human = Human(lean, random);
                var judge = random.NextDouble() < 0.75 ? human : random.NextDouble() < inflation + 0.2 ? 1 : 0;
                if (i < LabelledPerPersona)
                {
                    y.Add(human);
                    f.Add(judge);
                    g.Add(persona);
                }
                else
                {
                    u.Add(judge);
                    h.Add(persona);
                }
            }
        }
        return (y.ToArray(), f.ToArray(), u.ToArray(), g.ToArray(), h.ToArray());
    }
}
