namespace Workbench.Methods.Statistics.Judges;

/// <summary>The judge against one annotator, both measured by the other annotators.</summary>
/// <param name="Rater">Rater index of the annotator.</param>
/// <param name="Items">Number of shared items.</param>
/// <param name="JudgeAdvantage">Share of items where the judge is at least as close to the others as the annotator (ρ of this annotator).</param>
/// <param name="AnnotatorAdvantage">Share of items where the annotator is at least as close.</param>
/// <param name="PValue">One-sided p of H1: mean difference below ε.</param>
/// <param name="AdjustedPValue">The same after Benjamini–Yekutieli.</param>
/// <param name="JudgeWins">Whether the annotator is beaten, i.e. H0 is rejected.</param>
public sealed record AnnotatorComparison(
    int Rater, int Items, double JudgeAdvantage, double AnnotatorAdvantage, double PValue, double AdjustedPValue, bool JudgeWins);
