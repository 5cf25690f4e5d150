namespace Workbench.Features.Generation;

/// <summary>Which outputs to read: all, or those of one persona, prompt or condition.</summary>
public sealed record OutputFilter
{
    public const int PageSize = 6;

    public Guid? Persona { get; init; }
    public Guid? Prompt { get; init; }
    public Guid? Condition { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}
