namespace Workbench.Methods.Metrics.Personalization;

/// <summary>What became of one atomic aspect in ExPerT: whether it found a partner, and what the pair shares.</summary>
/// <param name="Matched">Whether a partner was found; without one the other two do not count.</param>
/// <param name="Content">Whether content agrees.</param>
/// <param name="Style">Whether style agrees.</param>
public readonly record struct AspectMatch(bool Matched, bool Content, bool Style);
