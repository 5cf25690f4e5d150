namespace Workbench.Methods.Statistics.Planning;

/// <summary>The size of a planned study.</summary>
/// <param name="Personas">Number of personas.</param>
/// <param name="PromptsPerPersona">Comparisons a persona.</param>
/// <param name="RatersPerItem">Judgments a comparison.</param>
/// <param name="Raters">Size of the pool of raters; each comparison draws from it without replacement.</param>
public sealed record StudyPlan(int Personas, int PromptsPerPersona, int RatersPerItem, int Raters)
{
    /// <summary>Judgments in all.</summary>
    public int Judgments => Personas * PromptsPerPersona * RatersPerItem;
}
