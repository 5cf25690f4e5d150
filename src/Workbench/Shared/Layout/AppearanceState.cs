namespace Workbench.Shared.Layout;

/// <summary>Whether this circuit's page is dark; charts and MudBlazor follow it, everything else follows the style sheet.</summary>
public sealed class AppearanceState
{
    private bool _isDark;

    public event Action? Changed;

    public bool IsDark
    {
        get => _isDark;
        set
        {
            _isDark = value;
            Changed?.Invoke();
        }
    }
}
