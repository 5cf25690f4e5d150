using System.CommandLine;

namespace Workbench.Commands;

/// <summary>A verb of the command line: one sealed class with a parameterless constructor, found by a scan.</summary>
public interface IWorkbenchVerb
{
    /// <summary>
    /// The command with its arguments, options and action. Results go to <paramref name="output"/>, messages to
    /// <paramref name="error"/>; the action returns 0, or throws <see cref="CommandFailedException"/> for bad input.
    /// </summary>
    Command Build(TextWriter output, TextWriter error);
}
