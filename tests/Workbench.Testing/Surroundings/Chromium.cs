namespace Workbench.Testing.Surroundings;

/// <summary>The system's Chromium.</summary>
public static class Chromium
{
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static string? ExecutablePath { get; } = Executables.Find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    public static string RequireExecutablePath() => Requirement.Need(ExecutablePath, "Chromium is not in PATH (Debian: apt-get install chromium).");
}
