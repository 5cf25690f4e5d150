using System.Globalization;
using Workbench.BrowserTests.Annotation;
using Workbench.BrowserTests.Screenshots;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Workbench.BrowserTests;

internal static class Program
{
    /// <summary>The tests under both runners as xunit's own entry point starts them, and two verbs more: screenshots, and judge-screen, which measures.</summary>
    private static Task<int> Main(string[] args) => args switch
    {
        ["judge-screen"] => JudgeScreenSpeed.RunAsync(100, Console.Out, CancellationToken.None),
        ["judge-screen", var pairs] => JudgeScreenSpeed.RunAsync(int.Parse(pairs, CultureInfo.InvariantCulture), Console.Out, CancellationToken.None),
        ["screenshots", ..] => ScreenshotsOfTheManual.TakeAsync(args[1..], Console.Out, CancellationToken.None),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
