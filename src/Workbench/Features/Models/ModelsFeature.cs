using Workbench.Shared;

namespace Workbench.Features.Models;

public sealed class ModelsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<EndpointStore>();
        services.AddSingleton<RecordedReplies>();
        services.AddSingleton<IStartupStep, PrepareEndpoints>();
    }
}
