using Workbench.Features.Studies;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Who may do what with one study.</summary>
public sealed record StudyPeople(
    IReadOnlyList<MemberView> Members, IReadOnlyList<StudyInvitationView> Invitations, IReadOnlyList<InvitedView> Invited, bool CanEdit);

/// <summary>An account with a right to the study.</summary>
public sealed record MemberView(string ActorId, string Name, string Email, ActorRole Role, StudyRight Right, bool IsDisabled);

public sealed record StudyInvitationView(Guid Id, string Label, int Joined, int? Places, DateTime CreatedAt, DateTime? RevokedAt);

/// <summary>An annotator who came by a link.</summary>
public sealed record InvitedView(Guid Id, string Name, string Invitation, DateTime CreatedAt, bool MayJudge);
