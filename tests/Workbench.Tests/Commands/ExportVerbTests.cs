using Workbench.Shared.Judging;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Commands;

public sealed class ExportVerbTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<CommandRun> ExportAsync(TestWorkbench workbench, params string[] arguments)
    {
        await new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(0, 1, ResolvedChoice.Tie).SaveAsync(workbench.Database, Cancel);
        return await CommandRun.OfAsync(["export", .. arguments, "--data", Path.Combine(workbench.Folder, "data")]);
    }

    [Fact]
    public async Task Export_OneFormat_WritesTheFileAndSaysWhatIsMissing()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        using var folder = new TemporaryFolder();

        var run = await ExportAsync(workbench, "Study under test", "--format", "trl-preference", "--out", folder.Combine("pairs.jsonl"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("1 pairs; left out: 2 not judged by this kind of rater, 1 majority says tie", run.Errors.Trim());
        Assert.StartsWith("{\"prompt\":\"Prompt 1?\",\"chosen\":\"personalized", Assert.Single(await File.ReadAllLinesAsync(folder.Combine("pairs.jsonl"), Cancel)), StringComparison.Ordinal);
        Assert.Equal(["pairs.jsonl"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Export_ToStandardOutput_CanBeAnalyzed()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        using var folder = new TemporaryFolder();

        var run = await ExportAsync(workbench, "Study under test", "--format", "judgments-csv", "--out", "-");
        var analyzed = await CommandRun.OfAsync("analyze", await folder.WriteAsync("judgments.csv", run.Output, Cancel), "--json");

        Assert.Equal((0, 0), (run.ExitCode, analyzed.ExitCode));
        Assert.Equal(2, (int)analyzed.Json["counts"]!["scored"]!);
        Assert.Equal(1, (int)analyzed.Criterion["systems"]!["personalized"]!["wins"]!);
    }

    [Fact]
    public async Task Export_All_IsAFolderWithCardAndManifest()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        using var folder = new TemporaryFolder();

        var run = await ExportAsync(workbench, "Study under test", "--format", "all", "--out", folder.Combine("out"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["README.md", "adjudications.jsonl", "judgments.csv", "judgments.jsonl", "manifest.json", "outputs.jsonl", "personas.jsonl", "raters.jsonl", "trl-preference.jsonl"],
            Directory.EnumerateFiles(folder.Combine("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("no such study", "judgments-csv", "There is no study 'no such study'. Studies: Study under test.")]
    [InlineData("Study under test", "parquet", "--format: 'parquet' is not written; there are ")]
    public async Task Export_BadInput_IsOneLineAndExitCode2(string study, string format, string expected)
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);

        var run = await ExportAsync(workbench, study, "--format", format, "--out", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Export_NoDatabase_SaysWhere()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("export", "x", "--format", "all", "--out", folder.Combine("out"), "--data", folder.Combine("nowhere"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"there is no database in {folder.Combine("nowhere")}", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Combine("nowhere")));
    }
}
