namespace Workbench.Features.Annotation;

/// <summary>One annotator who described themself, as researchers see it: how far they are, and not a word of the text.</summary>
public sealed record OwnProfile
{
    public required Guid RaterId { get; init; }
    public required string Pseudonym { get; init; }

    /// <summary>Fields that they filled in; 0 after the text was erased.</summary>
    public required int Fields { get; init; }

    public required int Pairs { get; init; }
    public required int Ready { get; init; }
    public required int Judged { get; init; }

    public bool IsErased => Fields == 0;
}
