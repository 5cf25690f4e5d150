namespace Workbench.Shared.Access;

public enum ActorRole
{
    None,
    Annotator,
    Researcher,
    Owner,
    Program,
}
