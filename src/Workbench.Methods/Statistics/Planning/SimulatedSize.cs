namespace Workbench.Methods.Statistics.Planning;

/// <summary>How many personas a study needs by simulation: the smallest number whose simulated power reaches the target.</summary>
/// <remarks>
/// Doubles the personas until <see cref="PowerSimulation"/> reaches the target, then halves the gap. The power is itself simulated, so the number is good to a few
/// percent; the seed makes it repeatable. Undefined (null) where the most personas do not suffice: more raters or prompts may.
/// </remarks>
public static class SimulatedSize
{
    /// <summary>Most personas that are tried.</summary>
    public const int MostPersonas = 4096;

    /// <summary>Finds the number of personas.</summary>
    /// <param name="pilot">Components to draw from.</param>
    /// <param name="plan">Prompts, raters and pool; its personas are where the search starts.</param>
    /// <param name="power">Wanted power.</param>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="studies">Simulated studies a try.</param>
    /// <param name="alpha">Two-sided level.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The personas and their simulated power, or null.</returns>
    public static (int Personas, Estimate Power)? Personas(
        PilotComponents pilot, StudyPlan plan, double power, long seed, int studies = 1000, double alpha = 0.05, CancellationToken cancellationToken = default)
    {
        Estimate Try(int personas) => PowerSimulation.Run(pilot, plan with { Personas = personas }, seed, studies, alpha, cancellationToken);
        var (low, high) = (1, Math.Max(2, plan.Personas));
        var found = Try(high);
        while (!(found.Value >= power))
        {
            if (high >= MostPersonas)
                return null;
            (low, high) = (high, Math.Min(MostPersonas, high * 2));
            found = Try(high);
        }

        while (high - low > Math.Max(1, high / 50))
        {
            var middle = (low + high) / 2;
            if (middle < 2)
                break;
            var tried = Try(middle);
            if (tried.Value >= power)
                (high, found) = (middle, tried);
            else
                low = middle;
        }

        return (high, found);
    }
}
