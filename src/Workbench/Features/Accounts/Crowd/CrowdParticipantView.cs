namespace Workbench.Features.Accounts.Crowd;

/// <summary>A participant as researchers see them.</summary>
/// <param name="Id">The participant.</param>
/// <param name="Pseudonym">Their name in the data; null until they opened the study.</param>
/// <param name="PlatformId">For who may change the study, until it is forgotten.</param>
/// <param name="State">How far they are.</param>
/// <param name="ArrivedAt">When they came first.</param>
/// <param name="EndedAt">When their part ended.</param>
/// <param name="Judged">Pairs that they judged.</param>
public sealed record CrowdParticipantView(Guid Id, string? Pseudonym, string? PlatformId, CrowdState State, DateTime ArrivedAt, DateTime? EndedAt, int Judged)
{
    public double? Minutes => EndedAt is { } end ? (end - ArrivedAt).TotalMinutes : null;
}
