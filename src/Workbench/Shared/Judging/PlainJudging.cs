using Workbench.Methods.Judgments;

namespace Workbench.Shared.Judging;

/// <summary>The program's words for judgments in the words of the science, which know no database and no simulation.</summary>
public static class PlainJudging
{
    public static Methods.Judgments.Choice ToPlain(this Choice? choice) => choice switch
    {
        null => Methods.Judgments.Choice.None,
        Choice.Left => Methods.Judgments.Choice.Left,
        Choice.Right => Methods.Judgments.Choice.Right,
        Choice.Tie => Methods.Judgments.Choice.Tie,
        Choice.BothBad => Methods.Judgments.Choice.BothBad,
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    /// <summary>A simulated rater is no person: in files it is a model, marked as simulated beside.</summary>
    public static Methods.Judgments.RaterKind ToPlain(this RaterKind kind) =>
        kind == RaterKind.Human ? Methods.Judgments.RaterKind.Human : Methods.Judgments.RaterKind.Model;

    public static Methods.Judgments.Perspective ToPlain(this Perspective perspective) => perspective switch
    {
        Perspective.Self => Methods.Judgments.Perspective.Self,
        Perspective.RolePlay => Methods.Judgments.Perspective.RolePlay,
        Perspective.ThirdParty => Methods.Judgments.Perspective.ThirdParty,
        Perspective.Impersonal => Methods.Judgments.Perspective.Impersonal,
        _ => throw new ArgumentOutOfRangeException(nameof(perspective)),
    };

    /// <summary>The word for files and addresses, e.g. <c>third_party</c>.</summary>
    public static string Word(this Perspective perspective) => JudgmentFields.NameOf(perspective.ToPlain())!;
}
