using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Workbench.Shared.Access;

namespace Workbench.Tests.Testing;

/// <summary>Draws components over the program's own services and a real database, as one actor sees them.</summary>
public sealed class Screen : BunitContext
{
    private Screen(TestWorkbench workbench, Actor actor)
    {
        Workbench = workbench;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddFallbackServiceProvider(workbench.Services);
        RenderTree.Add<CascadingValue<Actor>>(p => p.Add(c => c.Value, actor));
    }

    public TestWorkbench Workbench { get; }

    /// <summary>Where the page went.</summary>
    public string Path => new Uri(Get<NavigationManager>().Uri).PathAndQuery;

    public static async Task<Screen> OpenAsync(CancellationToken ct, Actor? actor = null) =>
        new(await TestWorkbench.StartAsync(ct), actor ?? Actor.LocalOwner);

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Draws a page under an address, which its query parameters come from.</summary>
    public IRenderedComponent<TPage> RenderAt<TPage>(string address) where TPage : IComponent
    {
        Get<NavigationManager>().NavigateTo(address);
        return Render<TPage>();
    }

    /// <summary>Where dialogs show, which stand beside the page.</summary>
    public IRenderedComponent<MudDialogProvider> RenderDialogs()
    {
        Render<MudPopoverProvider>();
        return Render<MudDialogProvider>();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Workbench.DisposeAsync();
    }
}
