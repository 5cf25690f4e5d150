namespace Workbench.Methods.Statistics.Rankings;

/// <summary>What a tie means in a ranking.</summary>
public enum TieModel
{
    /// <summary>Half a win for each side: simple, keeps the order, pulls differences towards 0.</summary>
    Half,

    /// <summary>Davidson (1970): <c>P(tie) = ν√(π_iπ_j)/(π_i + π_j + ν√(π_iπ_j))</c>.</summary>
    Davidson,

    /// <summary>Rao, Kupper (1967): <c>P(i beats j) = π_i/(π_i + θπ_j)</c>, θ ≥ 1; the rest is a tie.</summary>
    RaoKupper,
}
