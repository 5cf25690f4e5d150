namespace Workbench.Features.Models;

/// <summary>The built-in endpoint that replays the sample study's texts. It always exists, under these names.</summary>
public static class RecordedEndpoint
{
    public const string Name = "Recorded sample";
    public const string Model = "recorded-sample";

    public static Guid Id { get; } = new("5a3e6c1e-0000-4000-8000-000000000001");
}
