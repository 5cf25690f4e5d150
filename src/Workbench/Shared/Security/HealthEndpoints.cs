using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Workbench.Shared.Security;

public static class HealthEndpoints
{
    public static void MapWorkbenchHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }
}
