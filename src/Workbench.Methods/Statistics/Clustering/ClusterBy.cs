namespace Workbench.Methods.Statistics.Clustering;

/// <summary>Which rows are taken together as dependent when an interval is made.</summary>
public enum ClusterBy
{
    /// <summary>By persona where the data names two or more, else by prompt where it names ten or more, else by item where items repeat, else none.</summary>
    Auto,

    /// <summary>By persona.</summary>
    Persona,

    /// <summary>By prompt.</summary>
    Prompt,

    /// <summary>By rater.</summary>
    Rater,

    /// <summary>By comparison (item).</summary>
    Item,

    /// <summary>Two ways, by persona and rater.</summary>
    PersonaAndRater,

    /// <summary>Rows taken as independent.</summary>
    None,
}
