namespace Workbench.Methods.Metrics.Personalization;

/// <summary>
/// The distances that EGISES and PerSEval need for one document and its users, each in [0, 1]. Users are in the same order everywhere.
/// </summary>
public sealed record PersonalizedDocument
{
    /// <summary>σ(u_ij, d_i): the user's own text against the document.</summary>
    public required IReadOnlyList<double> UserToDocument { get; init; }

    /// <summary>σ(s_ij, d_i): the model's text for the user against the document.</summary>
    public required IReadOnlyList<double> ModelToDocument { get; init; }

    /// <summary>σ(u_ij, u_ik) between users' texts; the diagonal is not read.</summary>
    public required double[,] UserToUser { get; init; }

    /// <summary>σ(s_ij, s_ik) between the model's texts; the diagonal is not read.</summary>
    public required double[,] ModelToModel { get; init; }

    /// <summary>σ(s_ij, u_ij): the model's text against the text of the user it was for; NaN counts as 1.</summary>
    public required IReadOnlyList<double> ModelToUser { get; init; }

    /// <summary>Number of users.</summary>
    public int Users => UserToDocument.Count;
}
