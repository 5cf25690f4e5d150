using System.Reflection;
using Workbench.Data;
using Workbench.Shared;
using Workbench.Shared.Feed;

namespace Workbench;

/// <summary>What the program needs whether it serves a browser or runs a verb.</summary>
public static class WorkbenchServices
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new ContentRoot(contentRoot));
        services.AddWorkbenchData(DatabaseOptions.From(configuration, contentRoot));
        services.AddSingleton<ChangeFeed>();
        foreach (var feature in Features())
            feature.AddServices(services, configuration);
        return services;
    }

    public static void MapWorkbenchEndpoints(this WebApplication app)
    {
        foreach (var feature in Features())
            feature.MapEndpoints(app);
    }

    /// <summary>Each feature folder registers itself with one <see cref="IFeature"/>; nothing lists them.</summary>
    private static IEnumerable<IFeature> Features() => Assembly.GetExecutingAssembly().GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IFeature)))
        .OrderBy(t => t.FullName, StringComparer.Ordinal)
        .Select(t => (IFeature)Activator.CreateInstance(t)!);
}
