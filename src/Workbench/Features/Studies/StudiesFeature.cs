using Workbench.Data.Seeding;
using Workbench.Shared;

namespace Workbench.Features.Studies;

internal sealed class StudiesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<StudyStore>();
        services.AddSingleton<StudyPlanner>();
        services.AddSingleton<StudyLauncher>();
        services.AddSingleton<PlanningQuery>();
        services.AddSingleton<StudyDefaults>();
        services.AddSingleton<IStartupStep, SeedSampleData>();
    }
}
