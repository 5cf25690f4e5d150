using Workbench.Jobs;
using Workbench.Shared;

namespace Workbench.Features.Models;

public sealed class ModelsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Instance.Current);
        services.AddSingleton(new Backoff(new Random(Instance.Current.Id.GetHashCode(StringComparison.Ordinal))));
        services.AddSingleton<EndpointKeys>();
        services.AddSingleton<EndpointProbe>();
        services.AddSingleton(p => new LocalServers(LocalServers.Usual, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EndpointStore>();
        services.AddSingleton<ModelConnections>();
        services.AddSingleton<ReplyCache>();
        services.AddSingleton<ModelClient>();
        services.AddSingleton<RecordedReplies>();
        services.AddSingleton<IStartupStep, PrepareEndpoints>();
    }
}
