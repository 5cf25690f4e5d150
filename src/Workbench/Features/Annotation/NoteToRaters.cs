namespace Workbench.Features.Annotation;

/// <summary>A guideline note as annotators get it: without its author.</summary>
public sealed record NoteToRaters(string Text, DateTime At);
