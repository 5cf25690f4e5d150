using Workbench.Shared;

namespace Workbench.Features.Help;

internal sealed class HelpFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<Manual>();
}
