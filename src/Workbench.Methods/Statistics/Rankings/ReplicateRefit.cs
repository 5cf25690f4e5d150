namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Fits one bootstrap replicate after another, on one thread.</summary>
internal abstract class ReplicateRefit
{
    /// <summary>Largest step of a strength at which a replicate is taken as fitted.</summary>
    protected const double Tolerance = 1e-6;

    /// <summary>Strengths of the replicate fitted last.</summary>
    public abstract double[] Beta { get; }

    /// <summary>Fits; true where only the rescue ridge gave strengths.</summary>
    public abstract bool Fit(ReplicateCounts drawn);

    /// <summary>Whether the plain maximum of a replicate is finite.</summary>
    protected static bool IsConnected(PairCounts drawn) => new WinGraph(drawn).StrongComponents().Count == 1;
}
