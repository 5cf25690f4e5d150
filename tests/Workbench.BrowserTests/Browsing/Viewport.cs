namespace Workbench.BrowserTests.Browsing;

/// <summary>A screen to test on.</summary>
public sealed record Viewport(string Name, int Width, int Height, bool IsPhone)
{
    public static Viewport Desktop { get; } = new("desktop", 1280, 800, IsPhone: false);

    public static Viewport Phone { get; } = new("phone", 390, 844, IsPhone: true);
}
