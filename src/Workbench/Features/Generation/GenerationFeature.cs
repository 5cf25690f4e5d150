using Workbench.Jobs;
using Workbench.Shared;

namespace Workbench.Features.Generation;

public sealed class GenerationFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<WorkQueue<Output>>();
        services.AddSingleton<OutputGeneration>();
        services.AddSingleton<GenerationStore>();
        services.AddSingleton<OutputStore>();
        services.AddHostedService<GenerationWorker>();
    }
}
