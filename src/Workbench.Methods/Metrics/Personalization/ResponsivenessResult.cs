using Workbench.Methods.Statistics;

namespace Workbench.Methods.Metrics.Personalization;

/// <summary>How much a system's text moves with the persona, beside how much it moves anyway.</summary>
/// <param name="BetweenPersonas">Mean distance between outputs for different personas on one prompt.</param>
/// <param name="NoiseFloor">Mean distance between repeated outputs for one persona on one prompt; undefined without repeats.</param>
/// <param name="Ratio">The first over the second on the prompts that have both; 1 says that the persona moves nothing.</param>
public sealed record ResponsivenessResult(Estimate BetweenPersonas, Estimate NoiseFloor, Estimate Ratio);
