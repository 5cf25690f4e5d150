namespace Workbench.Testing.Programs;

/// <summary>How to start the program under test.</summary>
public sealed record ProgramOptions
{
    /// <summary>The program's file; the build output beside the tests by default, a published one for tests of the package.</summary>
    public string Program { get; init; } = ProgramProcess.BuiltProgram;

    /// <summary>The data folder; null means an own one that goes away with the process object.</summary>
    public string? DataFolder { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Settings on top, for example Workbench__Owner__Email.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
