namespace Workbench.Shared.Layout;

public enum NoticeKind
{
    Info,
    Warning,
    Error,

    /// <summary>What is shown came with the program and is no evidence.</summary>
    Sample,
}
