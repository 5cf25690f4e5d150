using Workbench.Shared;

namespace Workbench.Features.Analysis;

internal sealed class AnalysisFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<AnalysisQuery>();
}
