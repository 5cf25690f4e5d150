namespace Workbench.Methods.Statistics.Judges;

/// <summary>A verdict by position as it was shown, before the sides are resolved.</summary>
public enum ShownVerdict
{
    /// <summary>No usable verdict.</summary>
    Unusable,

    /// <summary>The output shown first (left).</summary>
    First,

    /// <summary>The output shown second (right).</summary>
    Second,

    /// <summary>Neither.</summary>
    Tie,
}
