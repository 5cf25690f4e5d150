namespace Workbench.Shared.Charts;

public enum FigureMark
{
    /// <summary>A filled dot: what people said.</summary>
    Filled,

    /// <summary>A hollow dot: what model judges or simulated raters said.</summary>
    Hollow,

    /// <summary>A bar from 0, for counts.</summary>
    Bar,
}
