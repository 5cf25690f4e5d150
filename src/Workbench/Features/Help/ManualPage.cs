namespace Workbench.Features.Help;

/// <summary>A page of the manual.</summary>
/// <param name="Name">Its file's name without the ending, which is its address under /help.</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Markdown">The file's text.</param>
public sealed record ManualPage(string Name, string Title, string Markdown);
