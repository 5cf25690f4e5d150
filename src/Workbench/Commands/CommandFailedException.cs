namespace Workbench.Commands;

/// <summary>A verb cannot go on: the message is the one line that the user sees, the exit code is 2.</summary>
public sealed class CommandFailedException(string message) : Exception(message);
