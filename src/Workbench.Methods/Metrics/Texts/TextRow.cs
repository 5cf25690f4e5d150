namespace Workbench.Methods.Metrics.Texts;

/// <summary>One text to score: what a system wrote for a user, and what it is held against.</summary>
public sealed record TextRow
{
    /// <summary>Id of the row, kept for the rows' own scores.</summary>
    public string? Id { get; init; }

    /// <summary>The user (persona) that the text was written for.</summary>
    public string? User { get; init; }

    /// <summary>What was asked, or a name for it; rows with one prompt belong together.</summary>
    public string? Prompt { get; init; }

    /// <summary>The system (condition) that wrote the text.</summary>
    public required string System { get; init; }

    /// <summary>The text.</summary>
    public required string Hypothesis { get; init; }

    /// <summary>The user's own text, where there is one.</summary>
    public string? Reference { get; init; }

    /// <summary>The unpersonalized source (title and text in one string), where there is one.</summary>
    public string? Document { get; init; }
}
