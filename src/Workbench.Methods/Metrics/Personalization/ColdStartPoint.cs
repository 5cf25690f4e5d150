using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>One point of the cold-start curve.</summary>
/// <param name="Lower">Least amount of persona data in the group.</param>
/// <param name="Upper">Largest amount in the group.</param>
/// <param name="Personas">Personas in the group.</param>
/// <param name="WinRate">Win rate of personalization in the group, clustered by persona.</param>
public sealed record ColdStartPoint(double Lower, double Upper, int Personas, Estimate WinRate);
