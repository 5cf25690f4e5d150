namespace Workbench.Features.Studies;

/// <summary>What a researcher chose: kept as JSON while the study is a draft, frozen into rows and a manifest at launch.</summary>
public sealed record StudyDesign
{
    public const int MaxSamples = 10;
    public const int MaxOutputs = 200_000;

    public IReadOnlyList<Guid> PersonaIds { get; init; } = [];
    public IReadOnlyList<Guid> PromptIds { get; init; } = [];
    public IReadOnlyList<ConditionDesign> Conditions { get; init; } = [];

    /// <summary>Outputs per persona, prompt and condition.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Seeds every random choice of the study: side order, item order, resampling.</summary>
    public int Seed { get; init; } = 1;

    public AnnotationDesign Annotation { get; init; } = new();
}

/// <summary>A technique with its parameters, and a model with its decoding settings.</summary>
public sealed record ConditionDesign
{
    public const int MaxNameLength = 60;

    /// <summary>Name in screens, charts and exports; unique within the study.</summary>
    public required string Name { get; init; }

    public required string Technique { get; init; }
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
    public Guid? EndpointId { get; init; }
    public required string Model { get; init; }
    public Decoding Decoding { get; init; } = new();
}

/// <summary>Decoding settings; null leaves the choice to the server.</summary>
public sealed record Decoding
{
    public double? Temperature { get; init; } = 0.7;
    public double? TopP { get; init; }
    public int? MaxOutputTokens { get; init; } = 700;
}
