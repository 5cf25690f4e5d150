using Workbench.Features.Personas;
using Workbench.Shared.Access;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Commands;

public sealed class ImportVerbTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_PersonaGym_AddsAllOfThem()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);

        var run = await ImportAsync(workbench, SharedData.Require("personagym", "personas-50.jsonl"), "--format", "personahub");

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        var all = await workbench.Get<PersonaStore>().AllAsync(Actor.Program, Cancel);
        Assert.Equal(50, all.Count);
        Assert.All(all, p => Assert.Equal("personas-50.jsonl", p.Source));
    }

    [Theory]
    [InlineData("{\"name\":\"Ada\"}\n{\"name\":\"Bo\",\"age\":\"old\"}\n{}", null, "line 2: age: 'old' is not a whole number. (and 1 more; nothing was imported)")]
    [InlineData("{\"text\":\"A prompt\"}", null, "it looks like none of personahub, personas-csv, personas-jsonl; name one with --format")]
    [InlineData("{\"name\":\"Ada\"}", "arena", "--format: 'arena' cannot be imported; there are personahub, personas-csv, personas-jsonl")]
    public async Task Import_BadInput_SaysOneLineAndWritesNothing(string text, string? format, string expected)
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        using var folder = new TemporaryFolder();

        var run = await ImportAsync(workbench, [await folder.WriteAsync("p.jsonl", text, Cancel), .. format is null ? Array.Empty<string>() : ["--format", format]]);

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith(expected, run.Errors.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, await workbench.Get<PersonaStore>().CountAsync(Actor.Program, new(), Cancel));
    }

    private static Task<CommandRun> ImportAsync(TestWorkbench workbench, params string[] arguments) =>
        CommandRun.OfAsync(["import", .. arguments, "--data", Path.Combine(workbench.Folder, "data")]);
}
