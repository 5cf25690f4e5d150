using Workbench.Commands.Analyze;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Planning;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Plan;

/// <summary>What a pilot's judgments say about a larger study: the people's, on one criterion, for the pair of conditions that was judged most.</summary>
internal sealed record PilotFile
{
    public required string Condition { get; init; }

    public required string Against { get; init; }

    public required string Criterion { get; init; }

    public required PilotComponents Components { get; init; }

    /// <summary>ICC of the judgments of one comparison.</summary>
    public required Estimate Icc { get; init; }

    public required int Judgments { get; init; }

    public required int Personas { get; init; }

    public required int Raters { get; init; }

    /// <summary>Comparisons a persona, rounded.</summary>
    public required int PromptsPerPersona { get; init; }

    public static PilotFile Read(string path, string? format)
    {
        var builder = new JudgmentSetBuilder();
        AnalyzeVerb.Read(path, format, FieldMap.None, builder);
        return Of(path, builder.Build().WithoutDuplicates());
    }

    private static PilotFile Of(string path, JudgmentSet read)
    {
        var people = read.OfKind(RaterKind.Human);
        var criterion = people.Criteria.Contains(Judgment.DefaultCriterion) || people.Count == 0 ? Judgment.DefaultCriterion : people.Criteria[people.Criterion[0]];
        var set = people.OfCriterion(criterion).Resolve();
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
            Components = PilotComponents.From(scores, personas, [.. scored.Select(row => rows.Rater[row])]),
            Icc = IntraclassCorrelation.OneWay(scores, [.. scored.Select(row => rows.Unit[row])], "item"),
            Judgments = scored.Length,
            Personas = personas.Distinct().Count(),
            Raters = scored.Select(row => rows.Rater[row]).Distinct().Count(),
            PromptsPerPersona = Math.Max(1, (int)Math.Round((double)scored.Select(row => rows.Unit[row]).Distinct().Count() / personas.Distinct().Count())),
        };
    }
}
