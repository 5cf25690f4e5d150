using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Lets annotators in by a study's link or by the code that they were given. The secret is the right, so nothing here takes an actor.</summary>
public sealed class Joining(Database database, TimeProvider time)
{
    /// <summary>Whether somebody can join by the link now.</summary>
    public Task<JoinState> StateAsync(string token, CancellationToken ct) => database.ReadAsync(async db => (await FindAsync(db, token, ct)).State, ct);

    /// <summary>A new annotator of the link's study; null where nobody can join by it.</summary>
    public Task<Joined?> JoinAsync(string token, string name, CancellationToken ct) =>
        database.WriteAsync(async db =>
        {
            // Holds the link's row until the commit, so that on PostgreSQL, too, its places are given one after another.
            var hash = Secret.Hash(token);
            await db.Set<StudyInvitation>().Where(i => i.TokenHash == hash).ExecuteUpdateAsync(i => i.SetProperty(x => x.RevokedAt, x => x.RevokedAt), ct);
            var (invitation, state) = await FindAsync(db, token, ct);
            if (invitation is null || state != JoinState.Open)
                return null;
            var code = Secret.NewCode();
            name = name.Trim();
            var annotator = new InvitedAnnotator
            {
                Id = Guid.NewGuid(),
                InvitationId = invitation.Id,
                Name = name.Length == 0 ? "Annotator" : name[..Math.Min(name.Length, InvitedAnnotator.MaxNameLength)],
                CodeHash = Secret.Hash(Secret.ReadCode(code)),
                CreatedAt = Now,
            };
            db.Add(annotator);
            db.Add(new StudyMember { StudyId = invitation.StudyId, ActorId = annotator.ToActor().Id, Right = StudyRight.Judge, CreatedAt = Now });
            return new Joined(annotator.ToActor(), invitation.StudyId, code);
        }, ct);

    /// <summary>The annotator whom the code belongs to; null where it is nobody's, or its owner was removed.</summary>
    public Task<Joined?> ResumeAsync(string code, CancellationToken ct) =>
        database.ReadAsync(async db =>
        {
            var hash = Secret.Hash(Secret.ReadCode(code));
            var annotator = await db.Set<InvitedAnnotator>().SingleOrDefaultAsync(a => a.CodeHash == hash, ct);
            if (annotator is null)
                return null;
            var id = annotator.ToActor().Id;
            var member = await db.Set<StudyMember>().SingleOrDefaultAsync(m => m.ActorId == id, ct);
            return member is null ? null : new Joined(annotator.ToActor(), member.StudyId, null);
        }, ct);

    /// <summary>Gives the browser the annotator's cookie, and takes that of an account away.</summary>
    public static async Task EnterAsync(HttpContext http, Actor actor)
    {
        var identity = new ClaimsIdentity(ActorClaims.Of(actor), ActorAuthentication.Invited);
        await http.SignOutAsync(ActorAuthentication.Account);
        await http.SignInAsync(ActorAuthentication.Invited, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    private static async Task<(StudyInvitation? Invitation, JoinState State)> FindAsync(WorkbenchDb db, string token, CancellationToken ct)
    {
        var hash = Secret.Hash(token);
        var invitation = await db.Set<StudyInvitation>().SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
        if (invitation is null)
            return (null, JoinState.Unknown);
        if (invitation.RevokedAt is not null || !await db.Set<Study>().AnyAsync(s => s.Id == invitation.StudyId && s.DeletedAt == null, ct))
            return (invitation, JoinState.Closed);
        var isFull = invitation.Places is { } places && await db.Set<InvitedAnnotator>().CountAsync(a => a.InvitationId == invitation.Id, ct) >= places;
        return (invitation, isFull ? JoinState.Full : JoinState.Open);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
