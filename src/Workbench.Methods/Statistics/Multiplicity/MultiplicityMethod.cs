namespace Workbench.Methods.Statistics.Multiplicity;

/// <summary>How p-values of a family of tests are adjusted.</summary>
public enum MultiplicityMethod
{
    /// <summary>Not at all: one test, declared before.</summary>
    None,

    /// <summary>p · m. Any dependence; the bluntest.</summary>
    Bonferroni,

    /// <summary>Step-down Bonferroni: never worse than it. For a small family of criteria.</summary>
    Holm,

    /// <summary>False discovery rate under independence or positive dependence. For slices.</summary>
    BenjaminiHochberg,

    /// <summary>False discovery rate under any dependence. For tests that share data, as the alternative-annotator test.</summary>
    BenjaminiYekutieli,
}
