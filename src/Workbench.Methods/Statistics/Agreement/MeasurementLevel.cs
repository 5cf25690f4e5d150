namespace Workbench.Methods.Statistics.Agreement;

/// <summary>What may be said about the distance of two categories; it chooses the difference function of Krippendorff's alpha.</summary>
public enum MeasurementLevel
{
    /// <summary>Categories are only equal or different: δ² = 1 where they differ.</summary>
    Nominal,

    /// <summary>Categories have an order (that of their codes): δ² is the squared difference of mid-ranks in the pooled data.</summary>
    Ordinal,

    /// <summary>Differences of category values are comparable: δ² = (c − k)².</summary>
    Interval,

    /// <summary>Ratios are comparable, zero is absolute: δ² = ((c − k) / (c + k))², and 0 where both are 0.</summary>
    Ratio,
}
