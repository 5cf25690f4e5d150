namespace Workbench.Methods.Statistics.Proportions;

/// <summary>How the interval of a binomial share is made.</summary>
public enum ProportionMethod
{
    /// <summary>Wilson's score interval: the default, good from small n on.</summary>
    Wilson,

    /// <summary>Clopper–Pearson: never below the nominal coverage, hence wide.</summary>
    ClopperPearson,

    /// <summary>Jeffreys: equal-tailed posterior under Beta(½, ½).</summary>
    Jeffreys,

    /// <summary>Agresti–Coull: Wald around Wilson's centre.</summary>
    AgrestiCoull,
}
