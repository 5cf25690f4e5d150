namespace Workbench.Features.Models;

/// <summary>A model server found on this machine.</summary>
public sealed record LocalServer(string Name, string Address, IReadOnlyList<string> Models);
