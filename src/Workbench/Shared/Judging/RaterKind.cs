namespace Workbench.Shared.Judging;

public enum RaterKind
{
    Human,
    Model,

    /// <summary>Made up by a seeded simulation; labelled wherever it appears, and never pooled with people.</summary>
    Simulated,
}
