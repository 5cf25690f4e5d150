namespace Workbench.Shared.Access;

/// <summary>
/// The least role that a page or endpoint answers to. What does not carry it answers to researchers and the owner;
/// only <c>[AllowAnonymous]</c> opens something to everybody. Rights on one study are the stores' to check.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAttribute(ActorRole least) : Attribute
{
    public ActorRole Least => least;
}
