namespace Workbench.Features.Accounts;

/// <summary>The secret of the address to hand over, or what stands in the way.</summary>
public sealed record Invitation(string? Token, IReadOnlyList<string> Problems);
