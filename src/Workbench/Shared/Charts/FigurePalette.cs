namespace Workbench.Shared.Charts;

/// <summary>The style sheet's colours for a drawing that the style sheet does not reach; the values mirror css/site.css.</summary>
internal sealed record FigurePalette(string Paper, string Ink, string Ink2, string Line, string Personalized, string NonPersonalized, string Control)
{
    public static FigurePalette Light { get; } = new("#fbfaf7", "#23211d", "#5f5b53", "#b9b3a6", "#0072b2", "#6b7280", "#b94f00");

    public static FigurePalette Dark { get; } = new("#191815", "#ece8df", "#b5b0a4", "#5d594f", "#56b4e9", "#a3a9b5", "#f0883e");

    public string Of(FigureColour colour) => colour switch
    {
        FigureColour.Personalized => Personalized,
        FigureColour.NonPersonalized => NonPersonalized,
        FigureColour.Control => Control,
        FigureColour.Neutral => Ink2,
        _ => throw new ArgumentOutOfRangeException(nameof(colour)),
    };
}
