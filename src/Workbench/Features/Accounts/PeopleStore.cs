using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Gives and takes rights to one study: to accounts, and by links to annotators who have none.</summary>
public sealed class PeopleStore(Database database, AccountUsers users, TimeProvider time)
{
    public Task<StudyPeople> ListAsync(Actor actor, Guid studyId, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            var members = await db.Set<StudyMember>().Where(m => m.StudyId == studyId).ToListAsync(ct);
            var accounts = (await db.Set<Account>().ToListAsync(ct)).ToDictionary(a => a.ToActor().Id);
            var invitations = await db.Set<StudyInvitation>().Where(i => i.StudyId == studyId).OrderBy(i => i.CreatedAt).ToListAsync(ct);
            var labels = invitations.ToDictionary(i => i.Id, i => i.Label);
            var invited = await db.Set<InvitedAnnotator>().Where(a => labels.Keys.Contains(a.InvitationId)).OrderBy(a => a.CreatedAt).ToListAsync(ct);
            var rights = members.ToDictionary(m => m.ActorId, m => m.Right);
            return new StudyPeople(
                [.. members.Where(m => accounts.ContainsKey(m.ActorId)).Select(m => View(m, accounts[m.ActorId])).OrderBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase)],
                [.. invitations.Select(i => new StudyInvitationView(i.Id, i.Label, invited.Count(a => a.InvitationId == i.Id), i.Places, i.CreatedAt, i.RevokedAt))],
                [.. invited.Select(a => new InvitedView(a.Id, a.Name, labels[a.InvitationId], a.CreatedAt, rights.ContainsKey(InvitedAnnotator.ActorIdOf(a.Id))))],
                actor.Role >= ActorRole.Owner || rights.GetValueOrDefault(actor.Id, StudyRight.Judge) == StudyRight.Edit);
        }, ct);

    /// <summary>The studies that the actor was asked to judge.</summary>
    public Task<IReadOnlyList<Guid>> JudgeableAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Role == ActorRole.None)
            throw new AccessDeniedException("Sign in first.");
        return database.ReadAsync<IReadOnlyList<Guid>>(async db => await db.Set<Study>()
            .Where(s => s.DeletedAt == null && s.State != StudyState.Draft && db.Set<StudyMember>().Any(m => m.StudyId == s.Id && m.ActorId == actor.Id))
            .OrderBy(s => s.LaunchedAt).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync(ct), ct);
    }

    /// <summary>Gives an account a right, or another one than it has.</summary>
    /// <returns>What stands in the way; null where nothing does.</returns>
    public Task<string?> AddAsync(Actor actor, Guid studyId, string email, StudyRight right, CancellationToken ct) =>
        WriteAsync(actor, studyId, async db =>
        {
            if (await users.FindAsync(db, email, ct) is not { DisabledAt: null } account)
                return "Nobody has an account with this address. The owner can invite them, or send them a link below.";
            if (right != StudyRight.Judge && account.Role == ActorRole.Annotator)
                return $"{account.Name} is an annotator and can only judge. The owner can make a researcher of them.";
            var id = account.ToActor().Id;
            if (await db.Set<StudyMember>().SingleOrDefaultAsync(m => m.StudyId == studyId && m.ActorId == id, ct) is { } member)
                member.Right = right;
            else
                db.Add(new StudyMember { StudyId = studyId, ActorId = id, Right = right, CreatedAt = Now });
            return null;
        }, ct);

    /// <summary>Takes the right away at once; what the person did stays.</summary>
    public Task RemoveAsync(Actor actor, Guid studyId, string actorId, CancellationToken ct) =>
        WriteAsync(actor, studyId, db => db.Set<StudyMember>().Where(m => m.StudyId == studyId && m.ActorId == actorId).ExecuteDeleteAsync(ct), ct);

    /// <summary>Makes a link and returns its secret, which is not kept and cannot be shown again.</summary>
    public Task<string> InviteAsync(Actor actor, Guid studyId, string label, int? places, CancellationToken ct) =>
        WriteAsync(actor, studyId, db =>
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(places ?? 1, 1, nameof(places));
            var token = Secret.NewToken();
            label = label.Trim();
            db.Add(new StudyInvitation
            {
                Id = Guid.NewGuid(),
                StudyId = studyId,
                Label = label.Length == 0 ? "Link" : label[..Math.Min(label.Length, StudyInvitation.MaxLabelLength)],
                TokenHash = Secret.Hash(token),
                Places = places,
                CreatedAt = Now,
            });
            return Task.FromResult(token);
        }, ct);

    /// <summary>Nobody else can join by the link. Who has joined can go on, unless removed.</summary>
    public Task RevokeAsync(Actor actor, Guid studyId, Guid invitationId, CancellationToken ct) =>
        WriteAsync(actor, studyId, async db =>
        {
            var invitation = await db.Set<StudyInvitation>().SingleOrDefaultAsync(i => i.Id == invitationId && i.StudyId == studyId, ct)
                ?? throw new MissingException("There is no such link.");
            invitation.RevokedAt ??= Now;
            return true;
        }, ct);

    private Task<T> WriteAsync<T>(Actor actor, Guid studyId, Func<WorkbenchDb, Task<T>> write, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.Edit, ct);
            return await write(db);
        }, ct);

    private static MemberView View(StudyMember member, Account account) =>
        new(member.ActorId, account.Name, account.Email ?? "", account.Role, member.Right, account.DisabledAt is not null);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
