using Workbench.BrowserTests.Screenshots;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Workbench.BrowserTests;

internal static class Program
{
    /// <summary>The tests under both runners as xunit's own entry point starts them, and one verb more: screenshots.</summary>
    private static Task<int> Main(string[] args) => args switch
    {
        ["screenshots", ..] => ScreenshotsOfTheManual.TakeAsync(args[1..], Console.Out, CancellationToken.None),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
