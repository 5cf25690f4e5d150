using MudBlazor;
using MudBlazor.Services;
using Workbench.Shared.Text;

namespace Workbench.Shared.Layout;

public static class ScreensSetup
{
    public static IServiceCollection AddWorkbenchScreens(this IServiceCollection services)
    {
        services.AddMudServices(o =>
        {
            o.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            o.SnackbarConfiguration.VisibleStateDuration = 8_000;
            o.SnackbarConfiguration.ShowTransitionDuration = 120;
            o.SnackbarConfiguration.HideTransitionDuration = 120;
            o.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddScoped<AppearanceState>();
        services.AddSingleton<MarkdownRenderer>();
        return services;
    }
}
