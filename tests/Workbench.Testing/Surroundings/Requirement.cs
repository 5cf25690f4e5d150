using Xunit;

namespace Workbench.Testing.Surroundings;

/// <summary>Something a test needs from the machine. Missing on a developer's machine it skips the test, in CI it fails it.</summary>
public static class Requirement
{
    public static bool IsCi { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Returns what was found; without it skips with the reason, or fails where CI=true.</summary>
    public static string Need(string? found, string reason)
    {
        if (found is not null)
        {
            return found;
        }

        if (IsCi)
        {
            Assert.Fail($"Required in CI: {reason}");
        }

        Assert.Skip(reason);
        return "";
    }
}
