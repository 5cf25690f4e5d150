using Workbench.Shared;

namespace Workbench.Features.Personas;

internal sealed class PersonasFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<PersonaStore>();
}
