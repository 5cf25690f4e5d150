using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>An annotator who came in.</summary>
/// <param name="Actor">Who they are from now on.</param>
/// <param name="StudyId">What they judge.</param>
/// <param name="Code">What lets them in again; only where it was just made.</param>
public sealed record Joined(Actor Actor, Guid StudyId, string? Code);
