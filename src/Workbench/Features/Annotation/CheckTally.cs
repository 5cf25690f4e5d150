namespace Workbench.Features.Annotation;

/// <summary>Answered hidden checks of one kind.</summary>
public sealed record CheckTally(HiddenCheckKind Kind, int Answered, int Passed);
