namespace Workbench.Shared.Access;

/// <summary>What an actor may do at most, each including those before it.</summary>
public enum ActorRole
{
    None,
    Annotator,
    Researcher,
    Owner,
    Program,
}
