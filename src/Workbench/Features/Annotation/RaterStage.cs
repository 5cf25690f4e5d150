namespace Workbench.Features.Annotation;

/// <summary>Where a rater is in a study, in the order of passing through. The server decides it; a browser cannot skip one.</summary>
public enum RaterStage
{
    /// <summary>The study is not launched.</summary>
    Closed,

    /// <summary>Before the start: whose view is asked for, guidelines, consent.</summary>
    Welcome,

    /// <summary>Describes themself, where they judge answers that are written for them.</summary>
    Profile,
    QuestionsBefore,
    Training,
    Judging,
    QuestionsAfter,

    /// <summary>Nothing is left.</summary>
    Finished,

    /// <summary>An answer before the start showed that the study is not about them.</summary>
    ScreenedOut,

    /// <summary>Excluded by the rule about failed checks, where a crowd platform wants to know.</summary>
    Failed,
}
