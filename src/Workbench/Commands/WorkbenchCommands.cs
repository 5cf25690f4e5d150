namespace Workbench.Commands;

/// <summary>The verbs of the command line. <c>serve</c>, or no verb, is the web application.</summary>
public static class WorkbenchCommands
{
    public static bool Handles(string[] args) => false;

    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error) => Task.FromResult(0);
}
