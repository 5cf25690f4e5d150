namespace Workbench.Shared.Access;

/// <summary>The rights that need no look at the database. Rights on one study are asked of <c>StudyAccess</c>.</summary>
public static class Access
{
    /// <summary>Personas, prompts, models and new studies belong to researchers and the owner.</summary>
    /// <exception cref="AccessDeniedException">The actor is neither.</exception>
    public static void RequireResearcher(Actor actor)
    {
        if (actor.Role is not (ActorRole.Researcher or ActorRole.Owner or ActorRole.Program))
            throw new AccessDeniedException("Only researchers and the owner may do this.");
    }

    /// <summary>Accounts, keys and endpoints belong to the owner.</summary>
    /// <exception cref="AccessDeniedException">The actor is somebody else.</exception>
    public static void RequireOwner(Actor actor)
    {
        if (actor.Role is not (ActorRole.Owner or ActorRole.Program))
            throw new AccessDeniedException("Only the owner may do this.");
    }
}
