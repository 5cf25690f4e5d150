namespace Workbench.Methods.Metrics.Personalization;

/// <summary>What earns credit in ExPerT.</summary>
public enum ExpertVariant
{
    /// <summary>Content agrees.</summary>
    Content,

    /// <summary>Style agrees.</summary>
    Style,

    /// <summary>Both agree.</summary>
    ContentAndStyle,

    /// <summary>Either agrees.</summary>
    ContentOrStyle,

    /// <summary>Half for each.</summary>
    Average,
}
