namespace Workbench.Shared.Access;

public static class AccessEndpoints
{
    /// <summary>Answers 403 with the store's sentence where the actor lacks the right.</summary>
    public static RouteHandlerBuilder RefuseWithoutRight(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        try
        {
            return await next(context);
        }
        catch (AccessDeniedException denied)
        {
            return Results.Problem(denied.Message, statusCode: StatusCodes.Status403Forbidden);
        }
    });
}
