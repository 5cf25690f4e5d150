namespace Workbench.Features.Accounts.Crowd;

/// <summary>What the platform's word changes for one participant.</summary>
/// <param name="Who">The participant as they are.</param>
/// <param name="To">What they become.</param>
/// <param name="OpenPairs">Pairs in their hands, which go back.</param>
public sealed record CrowdChange(CrowdParticipantView Who, CrowdState To, int OpenPairs);
