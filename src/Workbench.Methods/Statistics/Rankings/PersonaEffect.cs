namespace Workbench.Methods.Statistics.Rankings;

/// <summary>One persona's preference, raw and pulled towards the others.</summary>
/// <param name="Persona">Its name.</param>
/// <param name="N">Scored comparisons.</param>
/// <param name="RawWinRate">Win rate with ties as half.</param>
/// <param name="Logit">Shrunken log odds θ + u_p that this persona prefers the condition, with its interval given θ and τ; none where τ is 0.</param>
/// <param name="WinRate">The same as a win rate, <c>σ(θ + u_p)</c>.</param>
public sealed record PersonaEffect(string Persona, int N, double RawWinRate, Estimate Logit, double WinRate);
