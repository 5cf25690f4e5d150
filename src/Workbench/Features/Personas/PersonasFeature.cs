using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Personas;

internal sealed class PersonasFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<PersonaStore>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/personas/export", ExportAsync).RefuseWithoutRight();

    private static async Task ExportAsync(HttpContext context, PersonaStore store, string? q, string? show)
    {
        var actor = context.User.ToActor();
        Access.RequireResearcher(actor);
        context.Response.ContentType = "application/jsonl; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"personas.jsonl\"";
        await store.ExportAsync(actor, PersonaFilter.From(q, show), context.Response.Body, context.RequestAborted);
    }
}
