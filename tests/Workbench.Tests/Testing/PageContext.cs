using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Shared.Access;
using Workbench.Shared.Layout;

namespace Workbench.Tests.Testing;

/// <summary>Renders pages over the services of a <see cref="TestWorkbench"/>, as an actor sees them.</summary>
public sealed class PageContext : BunitContext
{
    private readonly Actor _actor;

    public PageContext(TestWorkbench workbench, Actor? actor = null)
        : this(workbench.Services, actor)
    {
    }

    public PageContext(IServiceProvider program, Actor? actor = null)
    {
        _actor = actor ?? Actor.LocalOwner;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddWorkbenchScreens();
        // What the page asks for and the screens do not bring comes from the program itself.
        Services.AddFallbackServiceProvider(program);
    }

    public IRenderedComponent<TPage> Show<TPage>(Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null) where TPage : IComponent =>
        Render<TPage>(p =>
        {
            p.AddCascadingValue(_actor);
            parameters?.Invoke(p);
        });
}
