using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Planning;

namespace Workbench.Commands.Plan;

/// <summary><c>plan</c>: how many judgments are enough, by formula, and by simulation from a pilot.</summary>
public sealed class PlanVerb : IWorkbenchVerb
{
    private const int MostRaters = 1000;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<double?> _winRate = new("--win-rate") { Description = "Share of wins among decisive comparisons that is to be found, e.g. 0.6; the pilot's where not given." };
    private readonly Option<double?> _tieRate = new("--tie-rate") { Description = "Expected share of ties; the pilot's where not given, else 0." };
    private readonly Option<double> _power = new("--power") { DefaultValueFactory = _ => 0.8, Description = "Wanted chance to find it." };
    private readonly Option<double> _alpha = new("--alpha") { DefaultValueFactory = _ => 0.05, Description = "Two-sided level." };
    private readonly Option<int> _ratersPerItem = new("--raters-per-item") { DefaultValueFactory = _ => 1, Description = "Judgments a comparison." };
    private readonly Option<double?> _icc = new("--icc") { Description = "How alike the judgments of one comparison are (intraclass correlation); the pilot's where not given, else 0." };
    private readonly Option<double?> _halfWidth = new("--half-width") { Description = "Also: judgments for an interval of this half-width, e.g. 0.05." };
    private readonly Option<string?> _pilot = new("--pilot") { Description = "A judgments file of people: win rate, ties and spreads come from it, and the power is simulated." };
    private readonly Option<string?> _format = new("--format") { Description = "Format of the pilot; recognised by its beginning where not given." };
    private readonly Option<string?> _criterion = new("--criterion") { Description = $"Criterion of the pilot; {Judgment.DefaultCriterion} where it was judged, else the one with the most judgments." };
    private readonly Option<int?> _personas = new("--personas") { Description = "In the simulation: personas of the planned study; searched for where not given." };
    private readonly Option<int?> _prompts = new("--prompts") { Description = "In the simulation: comparisons a persona; the pilot's where not given." };
    private readonly Option<int?> _raters = new("--raters") { Description = "In the simulation: people to draw from; the pilot's where not given." };
    private readonly Option<long> _seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of the simulation." };
    private readonly Option<bool> _json = new("--json") { Description = "JSON instead of text." };

    public Command Build(TextWriter output, TextWriter error)
    {
        var command = new Command("plan", "How many judgments are enough.")
        {
            _winRate, _tieRate, _power, _alpha, _ratersPerItem, _icc, _halfWidth, _pilot, _format, _criterion, _personas, _prompts, _raters, _seed, _json,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var pilot = parsed.GetValue(_pilot) is { } path ? PilotFile.Read(path, parsed.GetValue(_format), parsed.GetValue(_criterion)) : null;
            var budget = BudgetOf(parsed, pilot);
            var simulation = pilot is null ? null : new PlanSimulation
            {
                Pilot = pilot,
                Budget = budget,
                Personas = Within(parsed, _personas, 2, SimulatedSize.MostPersonas),
                Prompts = Within(parsed, _prompts, 1, 10_000) ?? pilot.PromptsPerPersona,
                Raters = Math.Max(budget.RatersPerItem, Within(parsed, _raters, budget.RatersPerItem, 100_000) ?? pilot.Raters),
                Seed = parsed.GetValue(_seed),
            };
            var report = PlanReport.Of(budget, Checked(parsed, _halfWidth, value => value is > 0 and < 0.5, "lies between 0 and 0.5"), simulation, ct);
            if (parsed.GetValue(_json))
                await output.WriteLineAsync(report.ToJsonString(Json).AsMemory(), ct);
            else
                PlanReport.Write(output, report);
            return 0;
        });
        return command;
    }

    private JudgmentBudget BudgetOf(ParseResult parsed, PilotFile? pilot)
    {
        var pilotRate = pilot is null ? (double?)null : 1 / (1 + Math.Exp(-pilot.Components.LogOdds));
        var winRate = Checked(parsed, _winRate, value => value is > 0 and < 1 && value != 0.5, "lies between 0 and 1 and is not 0.5, as there is nothing to find there") ?? pilotRate
            ?? throw new CommandFailedException("--win-rate: name the win rate to find, e.g. 0.6, or a pilot with --pilot");
        if (Math.Abs(winRate - 0.5) < 0.001)
            throw new CommandFailedException(FormattableString.Invariant($"--win-rate: {winRate:0.####} is too close to one half to plan for{(parsed.GetValue(_winRate) is null ? "; that is the pilot's, name another" : "")}"));
        var raters = Within(parsed, _ratersPerItem, 1, MostRaters);
        return new JudgmentBudget
        {
            WinRate = winRate,
            TieRate = Checked(parsed, _tieRate, value => value is >= 0 and < 1, "lies from 0 to below 1") ?? Math.Min(0.99, pilot?.Components.TieRate ?? 0),
            Power = Checked(parsed, _power, value => value is > 0 and < 1, "lies between 0 and 1"),
            Alpha = Checked(parsed, _alpha, value => value is > 0 and < 1, "lies between 0 and 1"),
            RatersPerItem = raters,
            Icc = Checked(parsed, _icc, value => value is >= 0 and <= 1, "lies from 0 to 1") ?? Math.Clamp(pilot?.Icc.Value ?? 0, 0, 1),
        };
    }

    private static double? Checked(ParseResult parsed, Option<double?> option, Func<double, bool> holds, string rule) =>
        parsed.GetValue(option) is not { } value ? null : holds(value) ? value : throw Wrong(option, value, rule);

    private static double Checked(ParseResult parsed, Option<double> option, Func<double, bool> holds, string rule) =>
        parsed.GetValue(option) is var value && holds(value) ? value : throw Wrong(option, value, rule);

    private static int? Within(ParseResult parsed, Option<int?> option, int least, int most) =>
        parsed.GetValue(option) is not { } value ? null : value >= least && value <= most ? value : throw Wrong(option, value, $"lies from {least} to {most}");

    private static int Within(ParseResult parsed, Option<int> option, int least, int most) =>
        parsed.GetValue(option) is var value && value >= least && value <= most ? value : throw Wrong(option, value, $"lies from {least} to {most}");

    private static CommandFailedException Wrong(Option option, double value, string rule) =>
        new(FormattableString.Invariant($"{option.Name}: {value} is not possible; it {rule}"));
}
