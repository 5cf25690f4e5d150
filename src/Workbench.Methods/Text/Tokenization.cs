namespace Workbench.Methods.Text;

/// <summary>How a text is cut into words for the word-based metrics. Scores under different tokenizations are not comparable.</summary>
public enum Tokenization
{
    /// <summary>Lower-cased runs of letters, digits and combining marks of any script, after Unicode composition (NFC).</summary>
    Unicode,

    /// <summary>Lower-cased runs of <c>a–z</c> and <c>0–9</c>, as in the ROUGE script: everything else separates words.</summary>
    Ascii,
}
