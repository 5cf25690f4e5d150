using System.CommandLine;
using Workbench.Methods.Judgments;

namespace Workbench.Commands;

/// <summary>The verbs of the command line. <c>serve</c>, or no verb, is the web application.</summary>
public static class WorkbenchCommands
{
    private const int BadInput = 2;
    private static readonly string[] Help = ["--help", "-h", "-?", "--version"];

    /// <summary>True where the first argument is a verb (known or misspelt) or asks for help, so that no web server is to start.</summary>
    public static bool Handles(string[] args) =>
        args is [var first, ..] && first != "serve" && (Help.Contains(first) || (first.Length > 0 && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal)));

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Does personalization help, for whom, and how do we know? Without a verb, or with serve, the web application starts.");
        root.Add(new Command("serve", "The web application (default)."));
        foreach (var verb in Verbs())
            root.Add(verb.Build(output, error));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync(args is [var first, ..] && root.Subcommands.All(command => command.Name != first)
                ? $"'{first}' is no verb; there are {string.Join(", ", root.Subcommands.Select(command => command.Name))}"
                : parsed.Errors[0].Message);
            return BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (Exception e) when (e is CommandFailedException or JudgmentFormatException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync(e.Message.ReplaceLineEndings(" "));
            return BadInput;
        }
    }

    private static IEnumerable<IWorkbenchVerb> Verbs() => typeof(WorkbenchCommands).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IWorkbenchVerb)))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (IWorkbenchVerb)Activator.CreateInstance(type)!);
}
