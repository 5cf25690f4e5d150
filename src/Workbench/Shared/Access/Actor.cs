namespace Workbench.Shared.Access;

/// <summary>Who asks. Every store method takes one and checks it; hiding a button is never the lock.</summary>
/// <param name="Id">Stable id: an account, an invited annotator, or the program itself.</param>
/// <param name="Name">For screens and records.</param>
/// <param name="Role">What the actor may do at most; a study's membership may allow less.</param>
public sealed record Actor(string Id, string Name, ActorRole Role)
{
    /// <summary>The program's own background work.</summary>
    public static Actor Program { get; } = new("program", "the program", ActorRole.Program);

    /// <summary>The person at a machine where the program answers only to that machine, with no proxy before it. Accounts may exist besides.</summary>
    public static Actor LocalOwner { get; } = new("local-owner", "You, on this machine", ActorRole.Owner);

    /// <summary>Nobody in particular: may do nothing.</summary>
    public static Actor Anonymous { get; } = new("", "nobody", ActorRole.None);
}
