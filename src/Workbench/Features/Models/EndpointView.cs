namespace Workbench.Features.Models;

/// <summary>An endpoint as screens and launches see it: everything but the key.</summary>
public sealed record EndpointView
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required EndpointKind Kind { get; init; }
    public required string Address { get; init; }
    public required bool HasKey { get; init; }
    public required string Model { get; init; }
    public required int MaxConcurrency { get; init; }
    public required int? RequestsPerMinute { get; init; }
    public required int? TokensPerMinute { get; init; }
    public required int TimeoutSeconds { get; init; }
    public required int MaxAttempts { get; init; }
    public required bool UsesMaxTokens { get; init; }
    public required double? InputPrice { get; init; }
    public required double? OutputPrice { get; init; }

    /// <summary>Comes from the configuration and is changed there.</summary>
    public required bool IsConfigured { get; init; }

    internal static EndpointView Of(ModelEndpoint row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Kind = row.Kind,
        Address = row.Address,
        HasKey = row.ProtectedKey is not null,
        Model = row.Model,
        MaxConcurrency = row.MaxConcurrency,
        RequestsPerMinute = row.RequestsPerMinute,
        TokensPerMinute = row.TokensPerMinute,
        TimeoutSeconds = row.TimeoutSeconds,
        MaxAttempts = row.MaxAttempts,
        UsesMaxTokens = row.UsesMaxTokens,
        InputPrice = row.InputPrice,
        OutputPrice = row.OutputPrice,
        IsConfigured = row.ConfigurationKey is not null,
    };
}
