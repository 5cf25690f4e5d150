namespace Workbench.Methods.Text;

/// <summary>Precision, recall and their harmonic mean, each in [0, 1].</summary>
/// <param name="Precision">Share of the hypothesis that matches.</param>
/// <param name="Recall">Share of the reference that is matched.</param>
/// <param name="F1">Harmonic mean; 0 where both are 0.</param>
public readonly record struct OverlapScore(double Precision, double Recall, double F1)
{
    internal static OverlapScore Of(double matches, double hypothesis, double reference)
    {
        var precision = hypothesis > 0 ? matches / hypothesis : 0;
        var recall = reference > 0 ? matches / reference : 0;
        return Of(precision, recall);
    }

    internal static OverlapScore Of(double precision, double recall) =>
        new(precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);
}
