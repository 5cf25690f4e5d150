using Workbench.Shared;

namespace Workbench.Features.Prompts;

internal sealed class PromptsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<PromptStore>();
}
