using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Judgments;
using Workbench.Shared.Access;
using Choice = Workbench.Shared.Judging.Choice;
using Perspective = Workbench.Shared.Judging.Perspective;

namespace Workbench.Features.Annotation;

/// <summary>Mixes hidden checks into a rater's pairs and reads their answers (methods reference 3.5).</summary>
internal static class HiddenChecks
{
    /// <summary>A side-swapped duplicate comes at least so many pairs after its first showing.</summary>
    private const int LeastDistance = 10;

    /// <summary>The kinds that are made of the study's own outputs.</summary>
    private static readonly HiddenCheckKind[] Made = [.. Enum.GetValues<HiddenCheckKind>().Where(k => k != HiddenCheckKind.Gold)];

    public static Task<HiddenCheck?> FindOwnAsync(WorkbenchDb db, Actor actor, Guid id, CancellationToken ct) => (
        from check in db.Set<HiddenCheck>()
        join rater in db.Set<Rater>() on check.RaterId equals rater.Id
        where check.Id == id && rater.ActorId == actor.Id && actor.Id != ""
        select check).SingleOrDefaultAsync(ct);

    /// <summary>The check that the rater should see now: one that is open, or a new one when it is time; else null.</summary>
    public static async Task<HiddenCheck?> DueAsync(WorkbenchDb db, Study study, Rater rater, IReadOnlyList<Assignment> own, Guid? besides, DateTime now, CancellationToken ct)
    {
        if (study.Design.Annotation.CheckEvery is not { } every || every < 1)
            return null;
        // Fetched ahead, the pair on the screen counts as done.
        var past = own.Where(a => a.State is AssignmentState.Judged or AssignmentState.Skipped || (a.State == AssignmentState.Open && a.Id == besides)).ToList();
        var wave = OpenWave.OfRater(study, own);
        // The checks of an earlier wave are over with it: they ask from its perspective.
        var (done, doneBefore) = (past.Count, past.Count(a => a.Wave < wave.Number));
        var checks = await db.Set<HiddenCheck>().Where(c => c.RaterId == rater.Id).OrderBy(c => c.After).ToListAsync(ct);
        if (checks.Find(c => c.AnsweredAt is null && c.After > doneBefore && c.After <= done && c.Id != besides) is { } open)
            return open;
        if (done == doneBefore || done % every != 0 || checks.Any(c => c.After == done))
            return null;
        var number = done / every - 1;
        // What was answered from another perspective may well be answered otherwise now.
        List<Assignment> alike = [.. own.Where(a => study.Design.Annotation.InWave(a.Wave).Perspective == wave.Design.Perspective)];
        foreach (var kind in study.Design.Annotation.Unit == JudgedUnit.Output ? HiddenRatings.InTurn(number) : InTurn(wave.Design, number))
            if (await MakeAsync(db, study, wave.Design, rater, alike, kind, done, now, ct) is { } made)
            {
                db.Add(made);
                return made;
            }
        return null;
    }

    /// <summary>
    /// The same progress with the hidden checks among the pairs, those to come too: counted apart, they could be told
    /// by the count that stands still.
    /// </summary>
    /// <param name="db">The context.</param>
    /// <param name="study">The study.</param>
    /// <param name="rater">The rater.</param>
    /// <param name="doneBefore">Pairs judged or skipped in earlier waves, whose checks are over with them.</param>
    /// <param name="pairs">The progress of the wave without checks.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<JudgingProgress> CountInAsync(WorkbenchDb db, Study study, Rater rater, int doneBefore, JudgingProgress pairs, CancellationToken ct)
    {
        if (study.Design.Annotation.CheckEvery is not { } every || every < 1)
            return pairs;
        var checks = await db.Set<HiddenCheck>().AsNoTracking().Where(c => c.RaterId == rater.Id).Select(c => new { c.After, c.AnsweredAt, IsJudged = c.Answer != null || c.IsPassed != null }).ToListAsync(ct);
        var done = doneBefore + pairs.Judged + pairs.Skipped;
        var answered = checks.Where(c => c.AnsweredAt is not null && c.After > doneBefore).ToList();
        return pairs with
        {
            Judged = pairs.Judged + answered.Count(c => c.IsJudged),
            Skipped = pairs.Skipped + answered.Count(c => !c.IsJudged),
            Remaining = pairs.Remaining + (doneBefore + pairs.Total) / every - done / every + checks.Count(c => c.AnsweredAt is null && c.After > doneBefore && c.After <= done),
        };
    }

    // Every second check is a gold pair while there are some; the other kinds take turns among themselves.
    private static IEnumerable<HiddenCheckKind> InTurn(AnnotationDesign design, int number)
    {
        var hasGold = design.Gold.Count > 0;
        var turn = hasGold ? number / 2 : number;
        // Where no persona is shown, nobody can know for whom an answer was written.
        HiddenCheckKind[] kinds = design.Perspective is Perspective.RolePlay or Perspective.ThirdParty ? Made : [.. Made.Where(k => k != HiddenCheckKind.WrongPersona)];
        var made = kinds.Select((_, i) => kinds[(turn + i) % kinds.Length]);
        return !hasGold ? made : number % 2 == 0 ? made.Prepend(HiddenCheckKind.Gold) : made.Append(HiddenCheckKind.Gold);
    }

    /// <summary>Takes the answer, once; the rule that was fixed with the study may exclude the rater.</summary>
    public static async Task<SubmitOutcome> AnswerAsync(WorkbenchDb db, Study study, HiddenCheck check, Guid submissionId, CriterionAnswer? answer, DateTime now, CancellationToken ct)
    {
        bool? isPassed = answer switch
        {
            null => null,
            { Choice: { } choice } => IsPassed(check, choice),
            { Value: { } value } => await HiddenRatings.IsPassedAsync(db, study, check, value, ct),
            _ => null,
        };
        var chosen = answer?.Choice;
        var isTaken = await db.Set<HiddenCheck>().Where(c => c.Id == check.Id && c.AnsweredAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.SubmissionId, submissionId).SetProperty(x => x.Answer, chosen).SetProperty(x => x.AnsweredAt, now).SetProperty(x => x.IsPassed, isPassed), ct) == 1;
        if (!isTaken)
            return await db.Set<HiddenCheck>().Where(c => c.Id == check.Id).Select(c => c.SubmissionId).SingleAsync(ct) == submissionId ? SubmitOutcome.Repeated : SubmitOutcome.AlreadyJudged;
        if (isPassed == false && check.Kind != HiddenCheckKind.Duplicate && study.Design.Annotation.ExcludeAfterFailedChecks is { } most)
        {
            var failed = await FailedAsync(db, check.RaterId, ct);
            var rater = await db.Set<Rater>().SingleAsync(r => r.Id == check.RaterId, ct);
            if (failed >= most && rater.ExcludedAt is null)
                Raters.Decide(db, rater, true, string.Create(CultureInfo.InvariantCulture, $"{failed} hidden {(failed == 1 ? "check" : "checks")} failed"), RaterDecision.ByRule, now);
        }
        return SubmitOutcome.Saved;
    }

    /// <summary>
    /// Reopens a check whose answer the rater takes back, as any pair is reopened: the answer that stands at last counts.
    /// An exclusion that rested on it is lifted by a decision of its own, which keeps the answer that was taken back.
    /// </summary>
    public static async Task TakeBackAsync(WorkbenchDb db, Study study, Rater rater, HiddenCheck check, DateTime now, CancellationToken ct)
    {
        var taken = check.Answer is { } answer ? $" ({answer switch { Choice.Left => "A", Choice.Right => "B", Choice.Tie => "tie", _ => "both bad" }}, {Expectation(check)})" : "";
        (check.AnsweredAt, check.Answer, check.IsPassed, check.SubmissionId) = (null, null, null, null);
        await db.SaveChangesAsync(ct);
        if (await Raters.IsLeftOutByRuleAsync(db, rater, ct) && study.Design.Annotation.ExcludeAfterFailedChecks is { } most && await FailedAsync(db, rater.Id, ct) < most)
            Raters.Decide(db, rater, false, $"the rater took the answer to a hidden check back{taken}", RaterDecision.ByRule, now);
    }

    private static string Expectation(HiddenCheck check) => check.Kind switch
    {
        HiddenCheckKind.Identical => "identical answers",
        HiddenCheckKind.Duplicate => "a repeat",
        HiddenCheckKind.WrongPersona => "one answer written for somebody else",
        HiddenCheckKind.Attention => "an instructed choice",
        HiddenCheckKind.Gold => "a gold pair",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check.Kind, "unknown kind of check"),
    };

    // A repeat measures self-consistency and has no right answer.
    private static Task<int> FailedAsync(WorkbenchDb db, Guid raterId, CancellationToken ct) =>
        db.Set<HiddenCheck>().CountAsync(c => c.RaterId == raterId && c.IsPassed == false && c.Kind != HiddenCheckKind.Duplicate, ct);

    /// <summary>Whether an answer is what a careful reader would give. A tie fails only where an instruction or a researcher says which is better.</summary>
    public static bool IsPassed(HiddenCheck check, Choice answer) => check.Kind switch
    {
        HiddenCheckKind.Identical => answer is Choice.Tie or Choice.BothBad,
        HiddenCheckKind.WrongPersona => answer is Choice.Tie or Choice.BothBad || answer == check.Expected,
        HiddenCheckKind.Duplicate or HiddenCheckKind.Attention or HiddenCheckKind.Gold => answer == check.Expected,
        _ => throw new ArgumentOutOfRangeException(nameof(check), check.Kind, "unknown kind of check"),
    };

    private static Task<HiddenCheck?> MakeAsync(
        WorkbenchDb db, Study study, AnnotationDesign design, Rater rater, IReadOnlyList<Assignment> own, HiddenCheckKind kind, int after, DateTime now, CancellationToken ct)
    {
        // A check's own place in the rater's random order decides everything that is free.
        var draw = SideBalance.Order(study.Design.Seed, new Guid(after, (short)kind, 0, new byte[8]), rater.Id);
        var blank = new Blank(db, study, design, rater, kind, after, now, draw);
        return study.Design.Annotation.Unit == JudgedUnit.Output ? HiddenRatings.MakeAsync(blank, own, ct) : kind switch
        {
            HiddenCheckKind.Identical => IdenticalAsync(blank, ct),
            HiddenCheckKind.Duplicate => DuplicateAsync(blank, own, ct),
            HiddenCheckKind.WrongPersona => WrongPersonaAsync(blank, ct),
            HiddenCheckKind.Attention => AttentionAsync(blank, ct),
            HiddenCheckKind.Gold => GoldAsync(blank, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of check"),
        };
    }

    private static async Task<HiddenCheck?> IdenticalAsync(Blank blank, CancellationToken ct) =>
        await blank.PickAsync(blank.Done, ct) is { Text.Length: > 0 } output
            ? blank.Fill(output.StudyPersonaId, output.StudyPromptId, output.Text, output.Text, Choice.Tie)
            : null;

    private static async Task<HiddenCheck?> AttentionAsync(Blank blank, CancellationToken ct)
    {
        if (await blank.PickAsync(blank.Done, ct) is not { } output)
            return null;
        var wantsLeft = (blank.Draw & 1) == 0;
        var side = wantsLeft ? "A" : "B";
        var text = $"This pair only checks that its text is read. Please choose **{side} better**{(blank.Design.OverallScale == AnswerScale.Five ? $" or **{side} much better**" : "")}, and go on.";
        return blank.Fill(output.StudyPersonaId, output.StudyPromptId, text, text, wantsLeft ? Choice.Left : Choice.Right);
    }

    private static async Task<HiddenCheck?> GoldAsync(Blank blank, CancellationToken ct)
    {
        var shown = await blank.Db.Set<HiddenCheck>().Where(c => c.RaterId == blank.Rater.Id && c.PreparedKey != null).Select(c => c.PreparedKey!).ToListAsync(ct);
        var left = blank.Study.Design.Annotation.Gold.Where(p => !shown.Contains(p.Key)).ToList();
        if (left.Count == 0)
            return null;
        var pair = left[(int)(blank.Draw / 2 % (ulong)left.Count)];
        var betterIsLeft = (blank.Draw & 1) == 0;
        var (first, second) = betterIsLeft ? (pair.Better, pair.Worse) : (pair.Worse, pair.Better);
        var persona = await PreparedPairs.PersonaOfAsync(blank.Db, blank.Study.Id, blank.Design, blank.Rater, pair, ct);
        return blank.Fill(persona, null, first, second, betterIsLeft ? Choice.Left : Choice.Right, prepared: pair);
    }

    private static async Task<HiddenCheck?> WrongPersonaAsync(Blank blank, CancellationToken ct)
    {
        var personalized = blank.Done.Where(o => blank.Db.Set<Condition>().Any(c => c.Id == o.ConditionId && c.IsPersonalized));
        if (await blank.PickAsync(personalized, ct) is not { Text.Length: > 0 } right)
            return null;
        var others = personalized.Where(o => o.StudyPromptId == right.StudyPromptId && o.ConditionId == right.ConditionId && o.StudyPersonaId != right.StudyPersonaId && o.Text != right.Text);
        if (await blank.PickAsync(others, ct) is not { Text.Length: > 0 } wrong)
            return null;
        var isLeft = (blank.Draw & 1) == 0;
        return blank.Fill(right.StudyPersonaId, right.StudyPromptId, isLeft ? right.Text : wrong.Text, isLeft ? wrong.Text : right.Text, isLeft ? Choice.Left : Choice.Right);
    }

    private static async Task<HiddenCheck?> DuplicateAsync(Blank blank, IReadOnlyList<Assignment> own, CancellationToken ct)
    {
        if (await OldAsync(blank, own, ct) is not { } assignment)
            return null;
        var answer = await blank.Db.Set<StoredJudgment>()
            .Where(j => j.AssignmentId == assignment.Id && j.SupersededAt == null && j.Criterion == CriterionDesign.OverallKey)
            .Select(j => j.Displayed).SingleOrDefaultAsync(ct);
        if (answer is null)
            return null;
        var pair = await (
            from comparison in blank.Db.Set<Comparison>()
            join first in blank.Db.Set<Output>() on comparison.FirstOutputId equals first.Id
            join second in blank.Db.Set<Output>() on comparison.SecondOutputId equals (Guid?)second.Id
            where comparison.Id == assignment.ComparisonId
            select new { comparison.StudyPersonaId, comparison.StudyPromptId, First = first.Text ?? "", Second = second.Text ?? "" }).SingleAsync(ct);
        // The other way round than the first time.
        var (left, right) = assignment.FirstIsLeft ? (pair.Second, pair.First) : (pair.First, pair.Second);
        var expected = answer switch { Choice.Left => Choice.Right, Choice.Right => Choice.Left, _ => answer.Value };
        return blank.Fill(pair.StudyPersonaId, pair.StudyPromptId, left, right, expected, assignment.Id);
    }

    /// <summary>An assignment that the rater judged long enough ago to be shown again, each once.</summary>
    internal static async Task<Assignment?> OldAsync(Blank blank, IReadOnlyList<Assignment> own, CancellationToken ct)
    {
        var repeated = await blank.Db.Set<HiddenCheck>().Where(c => c.RaterId == blank.Rater.Id && c.RepeatsAssignmentId != null).Select(c => c.RepeatsAssignmentId!.Value).ToListAsync(ct);
        var old = own.Where(a => a.State == AssignmentState.Judged && !repeated.Contains(a.Id)).OrderBy(a => a.Position).SkipLast(LeastDistance).ToList();
        return old.Count == 0 ? null : old[(int)(blank.Draw % (ulong)old.Count)];
    }

    /// <summary>A check that is being made: whose, in which wave's design, of which kind, and the draw that decides everything that is free.</summary>
    internal sealed record Blank(WorkbenchDb Db, Study Study, AnnotationDesign Design, Rater Rater, HiddenCheckKind Kind, int After, DateTime Now, ulong Draw)
    {
        /// <summary>The answers that the rater may see: where they judge for themselves, their own; else those for the study's personas.</summary>
        public IQueryable<Output> Done
        {
            get
            {
                var done = Db.Set<Output>().Where(o => o.StudyId == Study.Id && o.State == WorkState.Done);
                return Raters.OnlyFor(Design, Rater) is null
                    ? done.Where(o => !Db.Set<Rater>().Any(r => r.OwnPersonaId == o.StudyPersonaId))
                    : done.Where(o => o.StudyPersonaId == Rater.OwnPersonaId);
            }
        }

        public async Task<Output?> PickAsync(IQueryable<Output> from, CancellationToken ct)
        {
            var count = await from.CountAsync(ct);
            return count == 0 ? null : await from.AsNoTracking().OrderBy(o => o.Position).ThenBy(o => o.Id).Skip((int)(Draw / 2 % (ulong)count)).FirstOrDefaultAsync(ct);
        }

        public HiddenCheck Fill(Guid? persona, Guid? prompt, string left, string right, Choice expected, Guid? repeats = null, PreparedPair? prepared = null) => new()
        {
            Id = Guid.NewGuid(),
            StudyId = Study.Id,
            RaterId = Rater.Id,
            Kind = Kind,
            StudyPersonaId = persona,
            StudyPromptId = prompt,
            PreparedKey = prepared?.Key,
            PromptText = prepared?.Prompt,
            Left = left,
            Right = right,
            Expected = expected,
            RepeatsAssignmentId = repeats,
            After = After,
            CreatedAt = Now,
        };
    }
}
