using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>What became of an attempt to choose a password: who it is now, or what stands in the way. Nothing is written with problems.</summary>
public sealed record PasswordOutcome(Actor? Actor, IReadOnlyList<string> Problems)
{
    public static PasswordOutcome Refused(params IReadOnlyList<string> problems) => new(null, problems);
}
