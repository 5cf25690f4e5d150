using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Rankings;

namespace Workbench.Benchmarks.Rankings;

/// <summary>
/// How often a nominal 95 % interval of a Bradley–Terry log strength holds the true value, when personas differ in how
/// much they like each system. The truth is the fit of a population of personas.
/// </summary>
internal static class BradleyTerryCoverage
{
    public const string Name = "bradley-terry-coverage";

    private const int Studies = 1000, Systems = 4, PerPersona = 30, Replicates = 400;
    private const double PersonaSd = 0.6, TieShare = 0.15;

    public static void Run(TextWriter output)
    {
        var population = BradleyTerry.Fit(PairCounts.From(Draw(20_000, new Random(4321))));
        double[] truth = [.. Enumerable.Range(0, Systems).Select(system => population.Find($"s{system}")!.LogStrength.Value!.Value)];
        output.WriteLine(FormattableString.Invariant($"Bradley–Terry log strength, {Studies} simulated studies each, {Systems} systems, {PerPersona} comparisons a persona, {100 * TieShare:F0} % ties; coverage over all systems"));
        output.WriteLine("| personas | interval | coverage of nominal 95 % | mean width |");
        output.WriteLine("|---|---|---|---|");
        foreach (var personas in new[] { 8, 20, 50, 100 })
        {
            var kinds = new (string Name, Func<JudgmentSet, int, Ranking> Of)[]
            {
                ("sandwich by row, z (wrong here)", (set, _) => BradleyTerry.Fit(set, cluster: ClusterBy.None)),
                ("sandwich by persona, t", (set, _) => BradleyTerry.Fit(set, cluster: ClusterBy.Persona)),
                ("bootstrap by persona, percentile (below ten clusters: sandwich)", (set, seed) => RankingBootstrap.Fit(set, ClusterBy.Persona, Replicates, seed)),
            };
            var held = new int[kinds.Length];
            var width = new double[kinds.Length];
            for (var study = 0; study < Studies; study++)
            {
                var set = Draw(personas, new Random(study)).Resolve();
                for (var kind = 0; kind < kinds.Length; kind++)
                {
                    var ranking = kinds[kind].Of(set, study);
                    for (var system = 0; system < Systems; system++)
                    {
                        var interval = ranking.Find($"s{system}")!.LogStrength.Interval!;
                        held[kind] += interval.Lower <= truth[system] && truth[system] <= interval.Upper ? 1 : 0;
                        width[kind] += (interval.Upper - interval.Lower) / (Studies * Systems);
                    }
                }
            }

            for (var kind = 0; kind < kinds.Length; kind++)
                output.WriteLine(FormattableString.Invariant($"| {personas} | {kinds[kind].Name} | {100.0 * held[kind] / (Studies * Systems):F1} % | {width[kind]:F3} |"));
        }
    }

    private static JudgmentSet Draw(int personas, Random random)
    {
        var builder = new JudgmentSetBuilder();
        var strength = new double[Systems];
        for (var persona = 0; persona < personas; persona++)
        {
            for (var system = 0; system < Systems; system++)
                strength[system] = (0.4 * system) + (PersonaSd * Normal(random));
            for (var i = 0; i < PerPersona; i++)
            {
                var left = random.Next(Systems);
                var right = (left + 1 + random.Next(Systems - 1)) % Systems;
                var win = random.NextDouble() < 1 / (1 + Math.Exp(strength[right] - strength[left]));
                builder.Add(new Judgment
                {
                    Item = $"{persona}-{i}",
                    Left = $"s{left}",
                    Right = $"s{right}",
                    Choice = random.NextDouble() < TieShare ? Choice.Tie : win ? Choice.Left : Choice.Right,
                    Persona = $"p{persona}",
                });
            }
        }

        return builder.Build();
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
