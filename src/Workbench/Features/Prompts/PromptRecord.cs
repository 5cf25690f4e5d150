namespace Workbench.Features.Prompts;

/// <summary>A prompt of the library as everybody outside the store sees it.</summary>
public sealed record PromptRecord
{
    public required Guid Id { get; init; }
    public required int Version { get; init; }
    public required string Text { get; init; }
    public required string Category { get; init; }
    public string? Reference { get; init; }
    public string? Note { get; init; }
    public Guid? PersonaId { get; init; }
    public string? Source { get; init; }
    public string? SampleId { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
    public DateTime? DeletedAt { get; init; }

    public bool IsSample => SampleId is not null;
}
