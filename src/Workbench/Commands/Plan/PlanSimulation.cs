using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Planning;

namespace Workbench.Commands.Plan;

/// <summary>A study of a planned shape, drawn many times from what a pilot shows.</summary>
internal sealed record PlanSimulation
{
    private const int Studies = 2000;

    public required PilotFile Pilot { get; init; }

    public required JudgmentBudget Budget { get; init; }

    /// <summary>Personas of the planned study; null to search for them.</summary>
    public int? Personas { get; init; }

    public required int Prompts { get; init; }

    public required int Raters { get; init; }

    public required long Seed { get; init; }

    /// <summary>The planned win rate and tie rate with the pilot's spreads.</summary>
    public PilotComponents Components => Pilot.Components with { LogOdds = Math.Log(Budget.WinRate / (1 - Budget.WinRate)), TieRate = Budget.TieRate };

    /// <summary>The personas (given or found) and the power; null where the search found none.</summary>
    public (int Personas, Estimate Power)? Run(CancellationToken ct)
    {
        var plan = new StudyPlan(Personas ?? Math.Max(2, Pilot.Personas), Prompts, Budget.RatersPerItem, Raters);
        return Personas is null
            ? SimulatedSize.Personas(Components, plan, Budget.Power, Seed, alpha: Budget.Alpha, cancellationToken: ct)
            : (plan.Personas, PowerSimulation.Run(Components, plan, Seed, Studies, Budget.Alpha, ct));
    }
}
