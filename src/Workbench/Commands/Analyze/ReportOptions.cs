using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Multiplicity;
using Workbench.Methods.Statistics.Rankings;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Analyze;

/// <summary>Settings of one run of <c>analyze</c>.</summary>
public sealed record ReportOptions
{
    public long Seed { get; init; } = 1;

    public double Level { get; init; } = 0.95;

    public OrderRule Orders { get; init; } = OrderRule.Conservative;

    public double Epsilon { get; init; } = 0.2;

    public double EloK { get; init; } = 4;

    /// <summary>Which judgments are taken together in the intervals of win rates and rankings.</summary>
    public ClusterBy Cluster { get; init; } = ClusterBy.Auto;

    /// <summary>How the interval of a win rate is made; null for the bootstrap, or the sandwich of a large file.</summary>
    public WinRateInterval? Interval { get; init; }

    /// <summary>What a tie means in Bradley–Terry.</summary>
    public TieModel Ties { get; init; } = TieModel.Half;

    /// <summary>Replicates of the cluster bootstrap of Bradley–Terry; 0 for the sandwich.</summary>
    public int RankingReplicates { get; init; }

    /// <summary>How p-values of one family are adjusted.</summary>
    public MultiplicityMethod Adjust { get; init; } = MultiplicityMethod.Holm;

    /// <summary>The condition that stands for the generic answer, or null to find it by its name.</summary>
    public string? Baseline { get; init; }

    /// <summary>Systems of each judge's own family, by the judge's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> JudgeFamilies { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Keys to compute; all where empty.</summary>
    public ReportKeys Only { get; init; } = ReportKeys.All;

    /// <summary>Where to write the truth model's soft labels, or null.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>Above this many comparisons win rates get the sandwich instead of the bootstrap.</summary>
    public const int ManyRows = 200_000;

    /// <summary>Above this many ratings the slow truth models are computed on request only.</summary>
    public const int ManyRatings = 5_000;

    public WinRateOptions ForWinRates(int rows) => new()
    {
        Seed = Seed,
        Level = Level,
        Orders = Orders,
        Cluster = Cluster,
        Interval = Interval ?? (rows > ManyRows ? WinRateInterval.Cr1 : WinRateInterval.Bootstrap),
    };
}
