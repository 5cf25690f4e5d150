namespace Workbench.Shared.Library;

/// <summary>What became of saving something that several people may edit. Nothing is written unless it is <see cref="Saved"/>.</summary>
public abstract record SaveOutcome<T>
{
    private SaveOutcome()
    {
    }

    /// <summary>Written, or equal to what was there.</summary>
    public sealed record Saved(T Value) : SaveOutcome<T>;

    /// <summary>Somebody saved a newer version meanwhile; the caller keeps the text and shows theirs.</summary>
    public sealed record Overtaken(T Newer) : SaveOutcome<T>;

    /// <summary>Not allowed to stand like this.</summary>
    public sealed record Refused(IReadOnlyList<FieldProblem> Problems) : SaveOutcome<T>;

    /// <summary>Deleted meanwhile; the caller keeps the text and may restore or save it as new.</summary>
    public sealed record Gone : SaveOutcome<T>;
}
