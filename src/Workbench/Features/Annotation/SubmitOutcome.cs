namespace Workbench.Features.Annotation;

public enum SubmitOutcome
{
    /// <summary>Committed just now.</summary>
    Saved,

    /// <summary>The same submission had arrived before; nothing changed.</summary>
    Repeated,

    /// <summary>The assignment has another judgment already, e.g. from a second window; nothing changed.</summary>
    AlreadyJudged,

    /// <summary>The lease had expired and others hold all places; the answer stays in the assignment as a draft and does not count.</summary>
    PlaceTaken,
}
