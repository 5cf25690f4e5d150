using Workbench.Commands.Analyze;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Planning;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Plan;

/// <summary>What a pilot's judgments say about a larger study: the people's, on one criterion, from one perspective, for the pair of conditions that was judged most.</summary>
internal sealed record PilotFile
{
    public required string Condition { get; init; }

    public required string Against { get; init; }

    public required string Criterion { get; init; }

    /// <summary>From whose point of view they judged.</summary>
    public required Perspective Perspective { get; init; }

    public required PilotComponents Components { get; init; }

    /// <summary>ICC of the judgments of one comparison.</summary>
    public required Estimate Icc { get; init; }

    public required int Judgments { get; init; }

    public required int Personas { get; init; }

    public required int Raters { get; init; }

    /// <summary>Comparisons a persona, rounded.</summary>
    public required int PromptsPerPersona { get; init; }

    public static PilotFile Read(string path, string? format, string? criterion = null)
    {
        var builder = new JudgmentSetBuilder();
        AnalyzeVerb.Read(path, format, FieldMap.None, builder);
        return Of(path, builder.Build().WithoutDuplicates(), criterion);
    }

    private static PilotFile Of(string path, JudgmentSet read, string? wanted)
    {
        var people = read.Where(row => read.Kind[row] == RaterKind.Human && (read.IsComparison(row) || read.Choice[row] != Choice.None));
        string[] criteria = [.. ByFrequency(people, row => people.Criteria[people.Criterion[row]])];
        if (wanted is not null && !criteria.Contains(wanted))
            throw new CommandFailedException($"--criterion: no comparison by a person on the criterion '{wanted}' in {path}; there {(criteria.Length == 0 ? "is none at all" : $"are {string.Join(", ", criteria)}")}");
        var criterion = wanted ?? (criteria.Length == 0 || criteria.Contains(Judgment.DefaultCriterion) ? Judgment.DefaultCriterion : criteria[0]);
        var judged = people.OfCriterion(criterion);
        // Another perspective is another question: the one with the most judgments is planned for, and named.
        var perspective = ByFrequency(judged, row => judged.Perspective[row]).FirstOrDefault();
        var set = judged.OfPerspective(perspective).Resolve();
        if (PairRates.RowsByPair(set).OrderByDescending(p => p.Rows.Length).FirstOrDefault() is not { Rows: not null } pair)
            throw new CommandFailedException($"--pilot {path}: no comparison by a person on the criterion '{criterion}'");
        if (!set.HasPersonas || !set.HasRaters)
            throw new CommandFailedException($"--pilot {path}, field '{(set.HasRaters ? "persona" : "rater")}': it is missing, and without it there is no spread to plan with");
        var rows = set.Rows(pair.Rows);
        var left = rows.LeftScores().ToArray();
        int[] scored = [.. Enumerable.Range(0, rows.Count).Where(row => !double.IsNaN(left[row]) && rows.Persona[row] >= 0 && rows.Rater[row] >= 0)];
        if (scored.Length == 0)
            throw new CommandFailedException($"--pilot {path}: no judgment with a verdict, a persona and a rater");
        double[] scores = [.. scored.Select(row => rows.Left[row] == pair.A ? left[row] : 1 - left[row])];
        int[] personas = [.. scored.Select(row => rows.Persona[row])];
        return new()
        {
            Condition = set.Systems[pair.A],
            Against = set.Systems[pair.B],
            Criterion = criterion,
            Perspective = perspective,
            Components = PilotComponents.From(scores, personas, [.. scored.Select(row => rows.Rater[row])]),
            Icc = IntraclassCorrelation.OneWay(scores, [.. scored.Select(row => rows.Unit[row])], "item"),
            Judgments = scored.Length,
            Personas = personas.Distinct().Count(),
            Raters = scored.Select(row => rows.Rater[row]).Distinct().Count(),
            PromptsPerPersona = Math.Max(1, (int)Math.Round((double)scored.Select(row => rows.Unit[row]).Distinct().Count() / personas.Distinct().Count())),
        };
    }

    private static IEnumerable<T> ByFrequency<T>(JudgmentSet set, Func<int, T> valueOf) =>
        Enumerable.Range(0, set.Count).GroupBy(valueOf).OrderByDescending(group => group.Count()).Select(group => group.Key);
}
