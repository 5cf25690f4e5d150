namespace Workbench.Features.Studies;

/// <summary>Which comparisons a rater is given next.</summary>
public enum Allocation
{
    /// <summary>Block by block in the rater's own random order.</summary>
    Blocks,

    /// <summary>Blocks are drawn where the interval is widest, and the probability of the draw is stored.</summary>
    Adaptive,
}
