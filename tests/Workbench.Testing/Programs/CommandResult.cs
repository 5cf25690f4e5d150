namespace Workbench.Testing.Programs;

/// <summary>What a command left behind when it ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Both streams, for the message of a failed assertion.</summary>
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
}
