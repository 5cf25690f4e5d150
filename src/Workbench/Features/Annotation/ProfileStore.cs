using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;

namespace Workbench.Features.Annotation;

/// <summary>
/// What annotators write about themselves where they judge for themselves. A profile is written once, by its owner, and
/// frozen as a persona of the study under the pseudonym, with the answers to be made for it and the comparisons that
/// nobody else judges.
/// </summary>
public sealed class ProfileStore(Database database, WorkSignal signal, ChangeFeed feed, TimeProvider time)
{
    /// <summary>What the actor is asked about themself; null where they are not asked, or not any more.</summary>
    public Task<ProfileRequest?> AskAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            return await Raters.FindAsync(db, studyId, actor, ct) is { } rater && RaterFlow.StageOf(study, rater) == RaterStage.Profile
                ? new ProfileRequest(rater.Pseudonym, ProfileFields.Of(study.Design.Annotation), study.Design.Annotation.ExportsProfiles)
                : null;
        }, ct);

    /// <summary>Freezes the profile and plans the answers for it, in one transaction. The name is replaced by the pseudonym.</summary>
    /// <exception cref="ArgumentException">A field does not hold what it should; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The profile is written already, or no answers can be made for it; the message says which.</exception>
    public async Task SaveAsync(Actor actor, Guid studyId, Persona profile, CancellationToken ct)
    {
        await database.WriteAsync(async db =>
        {
            // Profiles take their places one after another, and the study's state is read when nobody else can change it.
            await StudyAccess.HoldAsync(db, studyId, ct);
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Judge, ct);
            var rater = await Raters.FindOrAddAsync(db, studyId, actor, Now, ct);
            if (rater.OwnPersonaId is not null)
                throw new InvalidOperationException("Your profile is saved already. It is written once, as answers are made for it.");
            if (RaterFlow.StageOf(study, rater) != RaterStage.Profile)
                throw new InvalidOperationException("This study does not ask you for a profile now. Reload the page.");
            var persona = Checked(study.Design.Annotation, profile with { Name = rater.Pseudonym });
            var frozen = FrozenRows.Copy(study, new(Guid.Empty, 1, persona), await NextPositionAsync(db.Set<StudyPersona>().Where(p => p.StudyId == studyId).Select(p => p.Position), ct));
            var rows = await PlanAsync(db, study, persona, frozen, rater.Id, ct);
            db.Add(frozen);
            db.AddRange(rows.Outputs);
            db.AddRange(rows.Comparisons);
            rater.OwnPersonaId = frozen.Id;
            // A paused study stays paused: the researchers wanted it so.
            if (study.State == StudyState.Generated)
                study.State = StudyState.Running;
        }, ct);
        signal.Pulse();
        feed.Announce(ChangeFeed.Study(studyId));
        feed.Announce(ChangeFeed.Library);
    }

    /// <summary>The annotators who described themselves, in the order of doing so.</summary>
    public Task<IReadOnlyList<OwnProfile>> ListAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            var people = await (
                from rater in db.Set<Rater>()
                join persona in db.Set<StudyPersona>() on rater.OwnPersonaId equals (Guid?)persona.Id
                where rater.StudyId == studyId
                orderby persona.Position
                select new { rater.Id, rater.Pseudonym, persona.Json }).ToListAsync(ct);
            var pairs = await CountAsync(db.Set<Comparison>().Where(c => c.StudyId == studyId && c.OnlyForRaterId != null), ct);
            var ready = await CountAsync(OpenPlaces.Ready(db, studyId).Where(c => c.OnlyForRaterId != null), ct);
            var judged = await CountAsync(db.Set<Comparison>().Where(c => c.StudyId == studyId && c.OnlyForRaterId != null
                && db.Set<Assignment>().Any(a => a.ComparisonId == c.Id && a.State == AssignmentState.Judged)), ct);
            return (IReadOnlyList<OwnProfile>)[.. people.Select(p => new OwnProfile
            {
                RaterId = p.Id,
                Pseudonym = p.Pseudonym,
                Fields = PersonaJson.Read(p.Json).Items.Select(i => i.Field).Distinct().Count(),
                Pairs = pairs.GetValueOrDefault(p.Id),
                Ready = ready.GetValueOrDefault(p.Id),
                Judged = judged.GetValueOrDefault(p.Id),
            })];
        }, ct);

    /// <summary>
    /// Erases what a participant wrote about themself, from the profile and from the requests that held it, with their
    /// hashes; what is not written for them yet is given up for good. Answers and judgments stay. The decision stays on record.
    /// </summary>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    /// <exception cref="InvalidOperationException">An answer is under way, and would bring the text back with it.</exception>
    /// <exception cref="MissingException">No such rater, or one without a profile.</exception>
    public async Task EraseAsync(Actor actor, Guid raterId, string reason, CancellationToken ct)
    {
        Access.RequireResearcher(actor);
        var words = reason.Trim();
        if (words.Length is 0 or > StudyDecision.MaxLength)
            throw new ArgumentException($"Reason: 1 to {StudyDecision.MaxLength} characters.", nameof(reason));
        var studyId = await database.WriteAsync(async db =>
        {
            var rater = await db.Set<Rater>().SingleOrDefaultAsync(r => r.Id == raterId, ct);
            if (rater?.OwnPersonaId is not { } personaId)
                throw new MissingException("This rater has no profile.");
            await StudyAccess.RequireAsync(db, actor, rater.StudyId, StudyRight.Edit, ct);
            await ErasedProfile.EraseAsync(db, rater, personaId, ct);
            db.Add(new StudyDecision { Id = Guid.NewGuid(), StudyId = rater.StudyId, What = $"The profile of {rater.Pseudonym} was erased.", Reason = words, By = actor.Name, At = Now });
            return rater.StudyId;
        }, ct);
        feed.Announce(ChangeFeed.Study(studyId));
    }

    private static async Task<PlannedRows> PlanAsync(WorkbenchDb db, Study study, Persona persona, StudyPersona frozen, Guid raterId, CancellationToken ct)
    {
        var prompts = await db.Set<StudyPrompt>().Where(p => p.StudyId == study.Id && p.StudyPersonaId == null).OrderBy(p => p.Position).ToListAsync(ct);
        var conditions = await db.Set<Condition>().Where(c => c.StudyId == study.Id).OrderBy(c => c.Position).ToListAsync(ct);
        var addresses = await db.Set<ModelEndpoint>().ToDictionaryAsync(e => e.Id, e => e.Address, ct);
        var plan = new StudyPlan(
            [new(Guid.Empty, frozen.Version, persona)],
            [.. prompts.Select(p => new PlanPrompt(p.Id, p.Version, p.Category, p.Text, p.Reference, null))],
            conditions.Select(c => new PlanCondition(c.Design, c.Design.EndpointId is { } id && addresses.TryGetValue(id, out var address)
                ? address
                : throw new InvalidOperationException("The model of this study is not connected at the moment. Nothing was saved; tell the researchers."))),
            study.Design.Samples);
        var taken = await db.Set<Output>().CountAsync(o => o.StudyId == study.Id, ct);
        if (taken + plan.OutputCount > StudyDesign.MaxOutputs)
            throw new InvalidOperationException("This study is full. Nothing was saved; tell the researchers.");
        var from = await NextPositionAsync(db.Set<Output>().Where(o => o.StudyId == study.Id).Select(o => o.Position), ct);
        IReadOnlyList<Condition> inOrder = [.. plan.Conditions.Select(c => conditions.Single(known => known.Name == c.Design.Name))];
        return PlannedRows.From(study, plan, [frozen], prompts, inOrder, from, raterId);
    }

    private static Persona Checked(AnnotationDesign design, Persona profile)
    {
        var fields = ProfileFields.Of(design);
        var persona = (profile with { Unknown = new Dictionary<string, string>() }).Normalized();
        if (persona.Items.FirstOrDefault(i => fields.All(f => f.Key != i.Field)) is { } unasked)
            throw new ArgumentException($"{unasked.Field}: this study does not ask for it.", nameof(profile));
        if (persona.Problems().FirstOrDefault() is { } problem)
            throw new ArgumentException($"{PersonaSchema.Find(problem.Field)?.Label ?? problem.Field}: {problem.Message}", nameof(profile));
        return persona.Items.Count > 0
            ? persona
            : throw new ArgumentException("Fill in one field at least: without it no answer can be made for you.", nameof(profile));
    }

    private static async Task<int> NextPositionAsync(IQueryable<int> positions, CancellationToken ct) =>
        (await positions.MaxAsync(p => (int?)p, ct) ?? -1) + 1;

    private static Task<Dictionary<Guid, int>> CountAsync(IQueryable<Comparison> comparisons, CancellationToken ct) =>
        comparisons.GroupBy(c => c.OnlyForRaterId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
