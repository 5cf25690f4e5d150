namespace Workbench.Shared.Judging;

/// <summary>Whose preference a judgment states. Recorded per judgment and never pooled (methods reference, 3.7).</summary>
public enum Perspective
{
    Self,
    RolePlay,
    ThirdParty,
    Impersonal,
}
