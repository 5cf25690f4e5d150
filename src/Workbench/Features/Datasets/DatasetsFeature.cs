using Workbench.Shared;

namespace Workbench.Features.Datasets;

internal sealed class DatasetsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<DatasetStore>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => DatasetEndpoints.Map(endpoints);
}
