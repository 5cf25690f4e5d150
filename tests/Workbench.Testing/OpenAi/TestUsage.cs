namespace Workbench.Testing.OpenAi;

/// <summary>Token counts as an endpoint reports them.</summary>
public sealed record TestUsage(int PromptTokens, int CompletionTokens)
{
    public int CachedTokens { get; init; }

    public int ReasoningTokens { get; init; }
}
