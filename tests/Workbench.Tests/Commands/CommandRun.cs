using System.Text.Json.Nodes;
using Workbench.Commands;

namespace Workbench.Tests.Commands;

/// <summary>One run of a verb in this process, with both streams caught.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>The part of the only criterion.</summary>
    public JsonObject Criterion => Json["criteria"]!.AsObject().Single().Value!.AsObject();

    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await WorkbenchCommands.RunAsync(args, output, errors);
        return new CommandRun(code, output.ToString(), errors.ToString());
    }
}
