namespace Workbench.Shared;

/// <summary>Something that has to be true before the first request, e.g. that the sample data is there. Runs after migrations, in order of registration.</summary>
public interface IStartupStep
{
    Task RunAsync(CancellationToken ct);
}
