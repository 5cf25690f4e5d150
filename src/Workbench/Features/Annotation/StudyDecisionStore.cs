using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>
/// What a researcher changes about the judging while it runs: the next wave, the overlap, the targets. Each is kept with
/// its reason; nothing that was judged, and nothing that an annotator has in hand, is touched.
/// </summary>
public sealed class StudyDecisionStore(Database database, WaveCatalog catalog, ChangeFeed feed, TimeProvider time)
{
    /// <summary>How the judging is shared out now, and what was decided so far.</summary>
    public Task<RunningStudy> ViewAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        // SQLite answers synchronously; a page's own thread has other things to do.
        Task.Run(() => database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            var annotation = study.Design.Annotation;
            var wave = OpenWave.Of(study);
            var blocks = await catalog.BlocksAsync(db, study, wave, ct);
            var next = study.Wave + 1 < annotation.Waves.Count ? OpenWave.Of(annotation, study.Wave + 1) : null;
            var held = await OpenPlaces.Holding(db, studyId, [wave.Number], time.GetUtcNow().UtcDateTime)
                .GroupBy(a => a.ComparisonId)
                .Select(g => new { g.Key, Left = g.Count(a => a.FirstIsLeft), Right = g.Count(a => !a.FirstIsLeft), Open = g.Count(a => a.State == AssignmentState.Open) })
                .ToListAsync(ct);
            var places = held.Where(h => blocks.Comparisons.ContainsKey(h.Key)).Select(h => (h.Left, h.Right))
                .Concat(Enumerable.Repeat((0, 0), blocks.Comparisons.Count - held.Count(h => blocks.Comparisons.ContainsKey(h.Key))));
            return new RunningStudy
            {
                IsLaunched = study.State != StudyState.Draft,
                MayChange = await StudyAccess.MayAsync(db, actor, studyId, StudyRight.Edit, ct),
                Design = annotation,
                Wave = study.Wave,
                Perspective = wave.Design.Perspective,
                RatersPerComparison = wave.K,
                Comparisons = blocks.Comparisons.Count,
                InHand = held.Sum(h => h.Open),
                Places = [.. places.GroupBy(p => p).Select(g => new PlaceCount(g.Key.Item1, g.Key.Item2, g.Count()))],
                Next = next is null ? null : new(annotation.Waves[next.Number].Name, next.Design.Perspective, next.K, (await catalog.BlocksAsync(db, study, next, ct)).Comparisons.Count),
                Targets = (await StratumBudget.ReadAsync(db, catalog, study, wave, time.GetUtcNow().UtcDateTime, ct)).States,
                Strata = (await catalog.StrataAsync(db, studyId, ct)).All((await catalog.WholeAsync(db, study, ct)).Comparisons.Values),
                Decisions = await db.Set<StudyDecision>().Where(d => d.StudyId == studyId).OrderByDescending(d => d.At).ToListAsync(ct),
            };
        }, ct), ct);

    /// <summary>Opens the wave after <paramref name="from"/>. Annotators finish what they have in hand, then go on with it.</summary>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    /// <exception cref="InvalidOperationException">There is no further wave, or another was opened meanwhile.</exception>
    public Task OpenNextWaveAsync(Actor actor, Guid studyId, int from, string reason, CancellationToken ct) =>
        DecideAsync(actor, studyId, reason, study =>
        {
            var waves = study.Design.Annotation.Waves;
            if (study.Wave != from)
                throw new InvalidOperationException("Another wave was opened meanwhile. Look at the page again.");
            if (from + 1 >= waves.Count)
                throw new InvalidOperationException("No further wave is planned.");
            study.Wave = from + 1;
            return $"Wave {from + 2} of {waves.Count} opened: {waves[from + 1].Name}, after {waves[from].Name}.";
        }, ct);

    /// <summary>Changes how many people judge each comparison of the open wave.</summary>
    /// <exception cref="ArgumentException">No reason, or a number that is not allowed.</exception>
    public Task ChangeOverlapAsync(Actor actor, Guid studyId, int ratersPerComparison, string reason, CancellationToken ct) =>
        DecideAsync(actor, studyId, reason, study =>
        {
            if (ratersPerComparison is < 1 or > AnnotationDesign.MaxRaters)
                throw new ArgumentException($"People per {study.Design.Annotation.Thing()}: choose 1 to {AnnotationDesign.MaxRaters}.", nameof(ratersPerComparison));
            var (annotation, before) = (study.Design.Annotation, study.AnnotationNow());
            if (before.Perspective == Perspective.Self)
                throw new ArgumentException("People per comparison: answers for a rater's own profile are judged by that rater alone.", nameof(ratersPerComparison));
            if (before.RatersPerComparison == ratersPerComparison)
                throw new ArgumentException($"People per {annotation.Thing()}: it is {ratersPerComparison} already.", nameof(ratersPerComparison));
            var changed = study.Wave < annotation.Waves.Count
                ? annotation with { Waves = [.. annotation.Waves.Select((w, i) => i == study.Wave ? w with { RatersPerComparison = ratersPerComparison } : w)] }
                : annotation with { RatersPerComparison = ratersPerComparison };
            study.Design = study.Design with { Annotation = changed };
            var where = study.Wave < annotation.Waves.Count ? $" in wave {annotation.Waves[study.Wave].Name}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"People per {annotation.Thing()}{where}: {before.RatersPerComparison} → {ratersPerComparison}.");
        }, ct);

    /// <summary>Sets the targets of the strata anew, in place of <paramref name="from"/>.</summary>
    /// <exception cref="ArgumentException">No reason, nothing changed, or a target that cannot be; the message says which.</exception>
    /// <exception cref="InvalidOperationException">They are not <paramref name="from"/> any more.</exception>
    public async Task ChangeTargetsAsync(Actor actor, Guid studyId, IReadOnlyList<StratumTarget> from, IReadOnlyList<StratumTarget> targets, string reason, CancellationToken ct)
    {
        var view = await ViewAsync(actor, studyId, ct);
        if (SharingProblems.OfTargets(view.Design with { Targets = targets }).Concat(PlannedStrata.Missing(view.Strata, targets)).FirstOrDefault() is { } problem)
            throw new ArgumentException(problem, nameof(targets));
        await DecideAsync(actor, studyId, reason, study =>
        {
            if (Difference(from, study.Design.Annotation.Targets).Count > 0)
                throw new InvalidOperationException("The targets were changed meanwhile. Cancel, and look at them again.");
            var what = Difference(study.Design.Annotation.Targets, targets);
            if (what.Count == 0)
                throw new ArgumentException("Targets: nothing is changed.", nameof(targets));
            study.Design = study.Design with { Annotation = study.Design.Annotation with { Targets = targets } };
            var sentence = $"Targets: {string.Join("; ", what)}.";
            return sentence.Length <= StudyDecision.MaxLength ? sentence : $"{what.Count} targets changed: {string.Join("; ", what)}"[..(StudyDecision.MaxLength - 1)] + "…";
        }, ct);
    }

    private static List<string> Difference(IReadOnlyList<StratumTarget> before, IReadOnlyList<StratumTarget> after)
    {
        static string Number(int? judgments) => judgments?.ToString(CultureInfo.InvariantCulture) ?? "none";
        var (old, now) = (before.ToDictionary(t => (t.Kind, t.Value), t => t.Judgments), after.ToDictionary(t => (t.Kind, t.Value), t => t.Judgments));
        return [.. old.Keys.Union(now.Keys)
            .Select(key => (key.Value, Before: old.TryGetValue(key, out var was) ? was : (int?)null, After: now.TryGetValue(key, out var will) ? will : (int?)null))
            .Where(t => t.Before != t.After)
            .Select(t => $"{t.Value} {Number(t.Before)} → {Number(t.After)}")];
    }

    private async Task DecideAsync(Actor actor, Guid studyId, string reason, Func<Study, string> change, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var words = reason.Trim();
        if (words.Length is 0 or > StudyDecision.MaxLength)
            throw new ArgumentException($"Reason: 1 to {StudyDecision.MaxLength} characters.", nameof(reason));
        await database.WriteAsync(async db =>
        {
            await StudyAccess.HoldAsync(db, studyId, ct);
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
            if (study.State == StudyState.Draft)
                throw new InvalidOperationException("The study is not launched. Change its design instead.");
            var now = time.GetUtcNow().UtcDateTime;
            db.Add(new StudyDecision { Id = Guid.NewGuid(), StudyId = studyId, What = change(study), Reason = words, By = actor.Name, At = now });
            // There may be places again for whoever had finished. A platform's participant who did all there was is through.
            await db.Set<Rater>().Where(r => r.StudyId == studyId && r.Kind == RaterKind.Human && r.FinishedAt != null
                && !(r.ActorId.StartsWith(CrowdParticipant.Prefix)
                    && db.Set<Assignment>().Any(a => a.RaterId == r.Id && (a.State == AssignmentState.Judged || a.State == AssignmentState.Skipped))))
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.FinishedAt, (DateTime?)null), ct);
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
    }
}
