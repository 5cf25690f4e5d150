namespace Workbench.Shared.Text;

/// <summary>Runs of two shown texts that the other lacks, each as start and length in UTF-16 units, one after another.</summary>
public sealed record ShownDifferences(IReadOnlyList<int> Left, IReadOnlyList<int> Right);
