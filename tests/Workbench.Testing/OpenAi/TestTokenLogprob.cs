namespace Workbench.Testing.OpenAi;

/// <summary>One generated token with its natural-log probability and the alternatives at its place.</summary>
public sealed record TestTokenLogprob(string Token, double Logprob, params IReadOnlyList<(string Token, double Logprob)> Alternatives);
