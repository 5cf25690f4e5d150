namespace Workbench.Methods.Statistics.WinRates;

/// <summary>How the interval of a win rate is made.</summary>
public enum WinRateInterval
{
    /// <summary>Percentiles of a cluster bootstrap; CR1 t below ten clusters.</summary>
    Bootstrap,

    /// <summary>Bias-corrected and accelerated cluster bootstrap; CR1 t below ten clusters.</summary>
    BootstrapBca,

    /// <summary>Cluster sandwich (CR1) with t.</summary>
    Cr1,

    /// <summary>t, rows taken as independent.</summary>
    Independent,

    /// <summary>Wilson; only where every row is a win or a loss, rows taken as independent.</summary>
    Wilson,

    /// <summary>Clopper–Pearson; only where every row is a win or a loss, rows taken as independent.</summary>
    ClopperPearson,

    /// <summary>Jeffreys; only where every row is a win or a loss, rows taken as independent.</summary>
    Jeffreys,

    /// <summary>Agresti–Coull; only where every row is a win or a loss, rows taken as independent.</summary>
    AgrestiCoull,
}
