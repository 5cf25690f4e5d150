namespace Workbench.Methods.Statistics.Judges;

/// <summary>Settings of the alternative-annotator test.</summary>
public sealed record AlternativeAnnotatorOptions
{
    /// <summary>What a judge's lower price is worth in agreement: 0.2 for experts, 0.15 skilled, 0.1 crowd workers.</summary>
    public double Epsilon { get; init; } = 0.2;

    /// <summary>False discovery rate of the Benjamini–Yekutieli procedure over annotators.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>Annotators with fewer shared items are left out; below 30 the t-test gives way to Wilcoxon's.</summary>
    public int MinimumItems { get; init; } = 30;

    /// <summary>Items with fewer human ratings are left out.</summary>
    public int MinimumHumans { get; init; } = 2;
}
