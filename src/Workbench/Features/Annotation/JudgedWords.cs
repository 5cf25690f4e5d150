using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>A verdict as displayed, in the words of the annotation screen.</summary>
internal static class JudgedWords
{
    public static string Of(Choice? choice, int? strength = null) => choice switch
    {
        null => "no verdict",
        Choice.Left => strength >= 2 ? "A much better" : "A better",
        Choice.Right => strength >= 2 ? "B much better" : "B better",
        Choice.Tie => "Tie",
        Choice.BothBad => "Both bad",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "unknown choice"),
    };
}
