namespace Workbench.Features.Models;

/// <summary>One entry of <c>Workbench:Endpoints</c> in the program's settings.</summary>
public sealed record ConfiguredEndpoint
{
    public const string Section = "Workbench:Endpoints";

    public string Name { get; init; } = "";
    public string Address { get; init; } = "";
    public string? Key { get; init; }
    public string Model { get; init; } = "";
    public int MaxConcurrency { get; init; } = 4;
    public int? RequestsPerMinute { get; init; }
    public int? TokensPerMinute { get; init; }
    public int TimeoutSeconds { get; init; } = 120;
    public int MaxAttempts { get; init; } = 5;
    public bool UsesMaxTokens { get; init; }
    public double? InputPrice { get; init; }
    public double? OutputPrice { get; init; }

    internal EndpointDraft ToDraft() => new()
    {
        Name = Name,
        Address = Address,
        Key = Key,
        Model = Model,
        MaxConcurrency = MaxConcurrency,
        RequestsPerMinute = RequestsPerMinute,
        TokensPerMinute = TokensPerMinute,
        TimeoutSeconds = TimeoutSeconds,
        MaxAttempts = MaxAttempts,
        UsesMaxTokens = UsesMaxTokens,
        InputPrice = InputPrice,
        OutputPrice = OutputPrice,
    };

    public override string ToString() => $"{Name} at {Address}";
}
