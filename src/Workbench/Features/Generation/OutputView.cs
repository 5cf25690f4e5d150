using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personalization;

namespace Workbench.Features.Generation;

/// <summary>An output as a reader sees it.</summary>
public sealed record OutputView
{
    public required Guid Id { get; init; }
    public required FrozenCondition Condition { get; init; }
    public required WorkState State { get; init; }
    public string? Text { get; init; }
    public string? Error { get; init; }
    public IReadOnlyList<PromptMessage> Messages { get; init; } = [];
    public IReadOnlyList<string> ItemsShown { get; init; } = [];
    public string? Model { get; init; }
    public string? FinishReason { get; init; }
    public string? Fingerprint { get; init; }
    public int? InputTokens { get; init; }
    public int? OutputTokens { get; init; }
    public int? LatencyMilliseconds { get; init; }
    public double? Cost { get; init; }
    public OutputOrigin? Origin { get; init; }
    public DateTime? FinishedAt { get; init; }
    public required string RequestHash { get; init; }

    public bool IsErased => RequestHash == Output.Erased;

    internal static OutputView Of(Output row, FrozenCondition condition) => new()
    {
        Id = row.Id,
        Condition = condition,
        State = row.State,
        Text = row.Text,
        Error = row.Error,
        Messages = row.Messages ?? [],
        ItemsShown = row.ItemsShown ?? [],
        Model = row.Model,
        FinishReason = row.FinishReason,
        Fingerprint = row.Fingerprint,
        InputTokens = row.InputTokens,
        OutputTokens = row.OutputTokens,
        LatencyMilliseconds = row.LatencyMilliseconds,
        Cost = row.Cost,
        Origin = row.Origin,
        FinishedAt = row.FinishedAt,
        RequestHash = row.RequestHash,
    };
}
