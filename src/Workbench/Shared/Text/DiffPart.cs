namespace Workbench.Shared.Text;

/// <summary>A run of text that both, only the first, or only the second has.</summary>
public sealed record DiffPart(DiffKind Kind, string Text);

public enum DiffKind
{
    Same,
    Removed,
    Added,
}
