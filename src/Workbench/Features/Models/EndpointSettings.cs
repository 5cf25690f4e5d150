namespace Workbench.Features.Models;

/// <summary>What a connection is made of; it is made anew when one of these changes.</summary>
internal sealed record EndpointSettings
{
    public required Guid Id { get; init; }
    public required EndpointKind Kind { get; init; }
    public required string Name { get; init; }
    public required string Address { get; init; }
    public required string? ProtectedKey { get; init; }
    public required int MaxConcurrency { get; init; }
    public required int? RequestsPerMinute { get; init; }
    public required int? TokensPerMinute { get; init; }
    public required int TimeoutSeconds { get; init; }
    public required int MaxAttempts { get; init; }
    public required bool UsesMaxTokens { get; init; }
    public required double? InputPrice { get; init; }
    public required double? OutputPrice { get; init; }

    public static EndpointSettings Of(ModelEndpoint row) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        Name = row.Name,
        Address = row.Address,
        ProtectedKey = row.ProtectedKey,
        MaxConcurrency = row.MaxConcurrency,
        RequestsPerMinute = row.RequestsPerMinute,
        TokensPerMinute = row.TokensPerMinute,
        TimeoutSeconds = row.TimeoutSeconds,
        MaxAttempts = row.MaxAttempts,
        UsesMaxTokens = row.UsesMaxTokens,
        InputPrice = row.InputPrice,
        OutputPrice = row.OutputPrice,
    };

    public double? Cost(int? inputTokens, int? outputTokens) => InputPrice is null && OutputPrice is null || inputTokens is null && outputTokens is null
        ? null
        : ((inputTokens ?? 0) * (InputPrice ?? 0) + (outputTokens ?? 0) * (OutputPrice ?? 0)) / 1e6;
}
