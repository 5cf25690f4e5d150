namespace Workbench.Shared;

/// <summary>How a feature folder joins the program: its services, and its HTTP endpoints if it has any.</summary>
public interface IFeature
{
    void AddServices(IServiceCollection services, IConfiguration configuration);

    void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
