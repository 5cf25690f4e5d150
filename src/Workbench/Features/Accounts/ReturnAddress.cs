using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Where to go after signing in: only within this program, whatever the address says.</summary>
internal static class ReturnAddress
{
    public static string OrFirstPage(string? wanted, Actor actor) =>
        wanted is ['/', ..] && (wanted.Length == 1 || wanted[1] is not ('/' or '\\')) && !wanted.Any(char.IsControl) && wanted != "/"
            ? wanted
            : FirstPage(actor);

    public static string FirstPage(Actor actor) => actor.Role == ActorRole.Annotator ? "/judge" : "/";
}
