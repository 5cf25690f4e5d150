using MudBlazor;

namespace Workbench.Shared.Library;

public static class UndoOffer
{
    /// <summary>Says what was done and offers, for eight seconds, to take it back.</summary>
    public static void OfferUndo(this ISnackbar snackbar, string done, Func<Task> undo) =>
        snackbar.Add(done, Severity.Normal, options =>
        {
            options.Action = "Undo";
            options.VisibleStateDuration = 8_000;
            options.CloseAfterNavigation = false;
            options.HideIcon = true;
            options.OnClick = _ => undo();
        });
}
