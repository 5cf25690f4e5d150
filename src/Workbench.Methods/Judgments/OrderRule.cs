namespace Workbench.Methods.Judgments;

/// <summary>How several lines of one rater on one item (both orders, repeats) become one verdict.</summary>
public enum OrderRule
{
    /// <summary>
    /// A side wins only where every line names it; anything else is a tie; an unscored line leaves the whole verdict
    /// unscored (Zheng et al. 2023, arXiv 2306.05685, two-game rule).
    /// </summary>
    Conservative = 0,

    /// <summary>The mean of the usable lines' scores (1, ½, 0); the class is the side of ½ that the mean lies on.</summary>
    Average = 1,

    /// <summary>The first usable line.</summary>
    First = 2,
}
