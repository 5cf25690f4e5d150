namespace Workbench.Features.Models;

/// <param name="Concurrency">Calls at once.</param>
/// <param name="RequestsPerMinute">Null for no limit.</param>
/// <param name="TokensPerMinute">Read and written together; null for no limit.</param>
internal sealed record EndpointLimits(int Concurrency, int? RequestsPerMinute, int? TokensPerMinute);
