namespace Workbench.Methods.Judgments;

/// <summary>The interned names that the columns of a <see cref="JudgmentSet"/> point into, one table a kind of name.</summary>
internal sealed record JudgmentNames
{
    public NameTable Items { get; init; } = new();
    public NameTable Systems { get; init; } = new();
    public NameTable Labels { get; init; } = new();
    public NameTable Criteria { get; init; } = new();
    public NameTable Raters { get; init; } = new();
    public NameTable Personas { get; init; } = new();
    public NameTable Prompts { get; init; } = new();
    public NameTable Orders { get; init; } = new();
}
