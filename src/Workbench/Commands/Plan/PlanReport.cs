using System.Globalization;
using System.Text.Json.Nodes;
using Workbench.Commands.Analyze;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Planning;

namespace Workbench.Commands.Plan;

/// <summary>The plan as JSON, and the same as text.</summary>
internal static class PlanReport
{
    private static readonly int[] Sizes = [50, 100, 200, 400, 800, 1600];

    public static JsonObject Of(JudgmentBudget budget, double? halfWidth, PlanSimulation? simulation, CancellationToken ct)
    {
        var decisive = new JsonObject { ["normal"] = budget.Normal };
        var exact = budget.Exact;
        decisive.Put("exact", exact, FormattableString.Invariant($"the effect is smaller than {JudgmentBudget.LeastExactEffect}: the normal size is used"));
        if (exact is { } size)
            decisive["exact_power"] = SignTestPlanning.ExactPower(size, budget.WinRate, budget.Alpha);
        var report = new JsonObject
        {
            ["program"] = new JsonObject { ["version"] = JudgmentReport.Version },
            ["settings"] = new JsonObject
            {
                ["win_rate"] = budget.WinRate,
                ["tie_rate"] = budget.TieRate,
                ["power"] = budget.Power,
                ["alpha"] = budget.Alpha,
                ["raters_per_item"] = budget.RatersPerItem,
                ["icc"] = budget.Icc,
            },
            ["decisive"] = decisive,
            ["design_effect"] = budget.DesignEffect,
            ["judgments"] = budget.Judgments,
            ["comparisons"] = budget.Comparisons,
            ["half_widths"] = new JsonArray([.. Sizes.Select(comparisons => new JsonObject
            {
                ["comparisons"] = comparisons,
                ["judgments"] = comparisons * budget.RatersPerItem,
                ["half_width"] = budget.HalfWidth(comparisons),
            })]),
        };
        if (halfWidth is { } wanted)
        {
            var judgments = budget.JudgmentsFor(wanted);
            report["half_width"] = new JsonObject { ["wanted"] = wanted, ["judgments"] = judgments, ["comparisons"] = (judgments + budget.RatersPerItem - 1) / budget.RatersPerItem };
        }

        if (simulation is null)
            report.PutNothing("simulation", "no pilot: name one with --pilot");
        else
            AddSimulation(report, simulation, ct);
        return report;
    }

    public static void Write(TextWriter output, JsonObject report)
    {
        var (settings, decisive) = (report["settings"]!, report["decisive"]!);
        output.WriteLine(FormattableString.Invariant(
            $"To find a win rate of {Percent(settings["win_rate"])} with {Percent(settings["power"])} power at a two-sided level of {settings["alpha"]}:"));
        output.WriteLine(FormattableString.Invariant($"  {decisive["exact"] ?? decisive["normal"]} decisive comparisons ({decisive["normal"]} by the normal approximation)"));
        output.WriteLine(FormattableString.Invariant(
            $"  {report["judgments"]} judgments with {Percent(settings["tie_rate"])} ties and a design effect of {Number(report["design_effect"])} ({settings["raters_per_item"]} a comparison, ICC {Number(settings["icc"])})"));
        output.WriteLine(FormattableString.Invariant($"  {report["comparisons"]} comparisons"));
        if (report["half_width"] is { } wanted)
            output.WriteLine(FormattableString.Invariant($"For an interval of ±{Points(wanted["wanted"])} points: {wanted["judgments"]} judgments on {wanted["comparisons"]} comparisons"));
        output.WriteLine();
        output.WriteLine("comparisons  judgments  half-width");
        foreach (var row in report["half_widths"]!.AsArray())
            output.WriteLine($"{row!["comparisons"],11}  {row["judgments"],9}  ±{Points(row["half_width"])} points");
        if (report["simulation"] is JsonObject simulation)
            WriteSimulation(output, simulation);
    }

    private static void AddSimulation(JsonObject report, PlanSimulation simulation, CancellationToken ct)
    {
        var (pilot, components) = (simulation.Pilot, simulation.Components);
        var line = new JsonObject
        {
            ["pilot"] = new JsonObject
            {
                ["condition"] = pilot.Condition,
                ["against"] = pilot.Against,
                ["criterion"] = pilot.Criterion,
                ["perspective"] = JudgmentFields.NameOf(pilot.Perspective) ?? "not recorded",
                ["judgments"] = pilot.Judgments,
                ["personas"] = pilot.Personas,
                ["raters"] = pilot.Raters,
                ["win_rate"] = 1 / (1 + Math.Exp(-pilot.Components.LogOdds)),
                ["tie_rate"] = pilot.Components.TieRate,
                ["icc"] = ReportJson.Full(pilot.Icc),
            },
            ["persona_spread"] = components.PersonaSpread,
            ["rater_spread"] = components.RaterSpread,
            ["comparisons_per_persona"] = simulation.Prompts,
            ["raters"] = simulation.Raters,
            ["seed"] = simulation.Seed,
        };
        if (simulation.Run(ct) is { } found)
        {
            line["personas"] = found.Personas;
            line["judgments"] = found.Personas * simulation.Prompts * simulation.Budget.RatersPerItem;
            line.Put("power", found.Power);
            line.PutInterval("power_ci", found.Power);
            line["studies"] = found.Power.N;
        }
        else
        {
            line.PutNothing("personas", $"{SimulatedSize.MostPersonas} personas are not enough: the raters' own leanings limit what more personas can tell");
        }

        report["simulation"] = line;
    }

    private static void WriteSimulation(TextWriter output, JsonObject simulation)
    {
        output.WriteLine();
        var pilot = simulation["pilot"]!;
        output.WriteLine(FormattableString.Invariant(
            $"Pilot: {pilot["judgments"]} judgments by {pilot["raters"]} people for {pilot["personas"]} personas, {pilot["condition"]} against {pilot["against"]}, criterion {pilot["criterion"]}, perspective {pilot["perspective"]}; log-odds spread by {Number(simulation["persona_spread"])} between personas and {Number(simulation["rater_spread"])} between raters"));
        output.WriteLine(simulation["personas"] is { } personas
            ? FormattableString.Invariant($"Simulated: {personas} personas with {simulation["comparisons_per_persona"]} comparisons each and {simulation["raters"]} people give {simulation["judgments"]} judgments and a power of {Percent(simulation["power"])} ({simulation["studies"]} studies, seed {simulation["seed"]})")
            : $"Simulated: {simulation["personas_reason"]}");
    }

    private static string Percent(JsonNode? node) => ((double)node! * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Points(JsonNode? node) => ((double)node! * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(JsonNode? node) => ((double)node!).ToString("0.##", CultureInfo.InvariantCulture);
}
