namespace Workbench.Features.Studies;

public enum AnswerScale
{
    /// <summary>A better, tie, B better.</summary>
    Three,

    /// <summary>A much better, A better, tie, B better, B much better.</summary>
    Five,
}
