using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Methods.Judgments;
using Choice = Workbench.Shared.Judging.Choice;

namespace Workbench.Features.Annotation;

/// <summary>
/// Hidden checks where one answer is rated at a time: an instructed rating, and an answer that was rated before. The
/// right rating is not stored with the check: the instructed one follows from the study's seed, the repeated one from
/// the judgment that it repeats.
/// </summary>
internal static class HiddenRatings
{
    /// <summary>A repeated rating agrees with the first within one step.</summary>
    private const int RepeatTolerance = 1;

    /// <summary>Both kinds, the one whose turn it is first.</summary>
    public static IEnumerable<HiddenCheckKind> InTurn(int number) => number % 2 == 0
        ? [HiddenCheckKind.Duplicate, HiddenCheckKind.Attention]
        : [HiddenCheckKind.Attention, HiddenCheckKind.Duplicate];

    public static async Task<HiddenCheck?> MakeAsync(HiddenChecks.Blank blank, IReadOnlyList<Assignment> own, CancellationToken ct)
    {
        if (blank.Kind == HiddenCheckKind.Attention)
            return await blank.PickAsync(blank.Done, ct) is { } output
                ? Fill(blank, output, string.Create(CultureInfo.InvariantCulture,
                    $"This text only checks that it is read. Please choose **{Instructed(blank.Study.Design.Seed, blank.After, blank.Rater.Id)}** on the first question, anything on the others, and go on."), null)
                : null;
        if (await HiddenChecks.OldAsync(blank, own, ct) is not { } assignment || await FirstRatingAsync(blank.Db, assignment.Id, ct) is null)
            return null;
        var repeated = await (
            from comparison in blank.Db.Set<Comparison>()
            join first in blank.Db.Set<Output>() on comparison.FirstOutputId equals first.Id
            where comparison.Id == assignment.ComparisonId
            select first).SingleAsync(ct);
        return Fill(blank, repeated, repeated.Text ?? "", assignment.Id);
    }

    /// <summary>Null where the first rating was taken back since: then there is nothing to agree with.</summary>
    public static async Task<bool?> IsPassedAsync(WorkbenchDb db, Study study, HiddenCheck check, int value, CancellationToken ct) => check.Kind switch
    {
        HiddenCheckKind.Attention => value == Instructed(study.Design.Seed, check.After, check.RaterId),
        HiddenCheckKind.Duplicate => await FirstRatingAsync(db, check.RepeatsAssignmentId!.Value, ct) is { } first ? Math.Abs(value - first) <= RepeatTolerance : null,
        _ => throw new ArgumentOutOfRangeException(nameof(check), check.Kind, "no check of a single answer"),
    };

    private static int Instructed(int seed, int after, Guid raterId) => CriterionAnswer.LeastValue
        + (int)(SideBalance.Order(seed, new Guid(after, (short)HiddenCheckKind.Attention, 1, new byte[8]), raterId) % (ulong)CriterionAnswer.MostValue);

    private static Task<int?> FirstRatingAsync(WorkbenchDb db, Guid assignmentId, CancellationToken ct) => db.Set<StoredJudgment>()
        .Where(j => j.AssignmentId == assignmentId && j.SupersededAt == null && j.Criterion == CriterionDesign.OverallKey)
        .Select(j => j.Value).SingleOrDefaultAsync(ct);

    // A single answer has neither a right side nor a choice between two.
    private static HiddenCheck Fill(HiddenChecks.Blank blank, Output about, string text, Guid? repeats) =>
        blank.Fill(about.StudyPersonaId, about.StudyPromptId, text, "", Choice.Tie, repeats);
}
