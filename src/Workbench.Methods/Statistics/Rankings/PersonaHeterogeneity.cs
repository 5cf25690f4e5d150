namespace Workbench.Methods.Statistics.Rankings;

/// <summary>How far personas differ in what they prefer.</summary>
public sealed record PersonaHeterogeneity
{
    /// <summary>θ: log odds that the average persona prefers the condition.</summary>
    public required Estimate Pooled { get; init; }

    /// <summary>τ: standard deviation of the personas' log odds; 0 means that they agree. Biased downwards with few personas.</summary>
    public required Estimate Tau { get; init; }

    /// <summary>Likelihood-ratio test of τ = 0 (half a χ² with one degree of freedom, half a point at 0).</summary>
    public required Estimate TauTest { get; init; }

    /// <summary>Share of personas that prefer the other condition: mean over personas of P(θ + u_p &lt; 0 | data).</summary>
    public required Estimate ShareAgainst { get; init; }

    /// <summary>Each persona, in order of first appearance.</summary>
    public required IReadOnlyList<PersonaEffect> Personas { get; init; }
}
