using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Workbench.Shared.Judging;
using Choice = Workbench.Shared.Judging.Choice;

namespace Workbench.Features.Annotation.Reviewing;

/// <summary>On which side the outputs of a comparison stand when it is reviewed: seeded by study and comparison, the same for everybody who looks.</summary>
internal static class ReviewSides
{
    private static readonly Guid Reviewer = new("52455649-4557-4552-5345-454d49584544");

    public static bool FirstIsLeft(Study study, Guid comparisonId) => (SideBalance.Order(study.Design.Seed, comparisonId, Reviewer) & 1) == 0;

    public static Choice? Displayed(ResolvedChoice? choice, bool firstIsLeft) => choice switch
    {
        null => null,
        ResolvedChoice.First => firstIsLeft ? Choice.Left : Choice.Right,
        ResolvedChoice.Second => firstIsLeft ? Choice.Right : Choice.Left,
        ResolvedChoice.Tie => Choice.Tie,
        ResolvedChoice.BothBad => Choice.BothBad,
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "unknown choice"),
    };

    public static ResolvedChoice? Resolved(Choice? choice, bool firstIsLeft) => choice switch
    {
        null => null,
        Choice.Left => firstIsLeft ? ResolvedChoice.First : ResolvedChoice.Second,
        Choice.Right => firstIsLeft ? ResolvedChoice.Second : ResolvedChoice.First,
        Choice.Tie => ResolvedChoice.Tie,
        Choice.BothBad => ResolvedChoice.BothBad,
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "unknown choice"),
    };
}
