namespace Workbench.Testing.Surroundings;

/// <summary>The system's Chromium: the shell without windows where it is installed, which needs half the time, else the whole browser.</summary>
public static class Chromium
{
    // Of two lists of features the last one counts: the driver's own that matter to tests, then those of the whole browser
    // that start two processes more with every window, for a list under an address bar that nobody sees.
    private static readonly string[] FeaturesTurnedOff =
    [
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "PaintHolding", "ThirdPartyStoragePartitioning",
        "Translate", "OptimizationHints", "MediaRouter", "LensOverlay",
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess",
    ];

    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        $"--disable-features={string.Join(',', FeaturesTurnedOff)}",
    ];

    public static string? ExecutablePath { get; } =
        Executables.Find("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    public static string RequireExecutablePath() =>
        Requirement.Need(ExecutablePath, "Chromium is not in PATH (Debian: apt-get install chromium-headless-shell, or chromium).");
}
