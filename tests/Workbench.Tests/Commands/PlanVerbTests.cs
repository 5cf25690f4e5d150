using System.Globalization;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

public sealed class PlanVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plan_WinRateTiesAndRaters_GivesTheSizesOfTheSpecification()
    {
        var run = await CommandRun.OfAsync("plan", "--win-rate", "0.6", "--tie-rate", "0.2", "--raters-per-item", "3", "--icc", "0.3", "--half-width", "0.05", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var report = run.Json;
        // methods.md 4.17: 194 by the normal approximation, 199 exactly; design effect 1.6; 199 · 1.6 / 0.8 = 398; ⌈398 / 3⌉ = 133.
        Assert.Equal((194, 199), ((int)report["decisive"]!["normal"]!, (int)report["decisive"]!["exact"]!));
        Assert.True((double)report["decisive"]!["exact_power"]! >= 0.8);
        Assert.Equal(1.6, (double)report["design_effect"]!, 1e-12);
        Assert.Equal((398, 133), ((int)report["judgments"]!, (int)report["comparisons"]!));
        Assert.Equal(615, (int)report["half_width"]!["judgments"]!); // 1.96² · 1.6 / (4 · 0.05²) = 614.6
        var hundred = report["half_widths"]!.AsArray().Single(row => (int)row!["comparisons"]! == 100)!;
        Assert.Equal(1.959964 * Math.Sqrt(0.25 * 1.6 / 300), (double)hundred["half_width"]!, 1e-6);
        Assert.Null(report["simulation"]);
        Assert.Equal("no pilot: name one with --pilot", (string?)report["simulation_reason"]);
    }

    [Fact]
    public async Task Plan_Text_IsReadable()
    {
        var run = await CommandRun.OfAsync("plan", "--win-rate", "0.6");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("To find a win rate of 60 % with 80 % power", run.Output, StringComparison.Ordinal);
        Assert.Contains("199 decisive comparisons (194 by the normal approximation)", run.Output, StringComparison.Ordinal);
        Assert.Contains("        400        400  ±4.9 points", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Pilot_SimulatesFromItsSpreads()
    {
        var path = Pilot();
        var run = await CommandRun.OfAsync("plan", "--pilot", path, "--raters-per-item", "2", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var pilot = run.Json["simulation"]!["pilot"]!;
        Assert.Equal((240, 20, 6), ((int)pilot["judgments"]!, (int)pilot["personas"]!, (int)pilot["raters"]!));
        Assert.Equal(6, (int)run.Json["simulation"]!["comparisons_per_persona"]!);
        Assert.True((double)run.Json["simulation"]!["power"]! >= 0.8);
        Assert.Equal(run.Output, (await CommandRun.OfAsync("plan", "--pilot", path, "--raters-per-item", "2", "--json")).Output);

        var fixedSize = await CommandRun.OfAsync("plan", "--pilot", path, "--personas", "4", "--json");
        Assert.Equal(4, (int)fixedSize.Json["simulation"]!["personas"]!);
        Assert.True((double)fixedSize.Json["simulation"]!["power"]! < (double)run.Json["simulation"]!["power"]!);
    }

    [Theory]
    [InlineData("--win-rate: 0.5 is not possible", "plan", "--win-rate", "0.5")]
    [InlineData("--win-rate: name the win rate", "plan")]
    [InlineData("--tie-rate: 1 is not possible", "plan", "--win-rate", "0.6", "--tie-rate", "1")]
    [InlineData("--raters-per-item: 0 is not possible; it lies from 1 to 1000", "plan", "--win-rate", "0.6", "--raters-per-item", "0")]
    [InlineData("--half-width: 0.7 is not possible", "plan", "--win-rate", "0.6", "--half-width", "0.7")]
    public async Task Plan_Impossible_NamesTheOption(string message, params string[] args)
    {
        var run = await CommandRun.OfAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_PilotWithoutPersonas_NamesTheField()
    {
        var path = _folder.Combine("bare.csv");
        await File.WriteAllTextAsync(path, "item,left,right,choice,rater\n1,a,b,left,r\n2,a,b,right,r\n", TestContext.Current.CancellationToken);
        var run = await CommandRun.OfAsync("plan", "--win-rate", "0.6", "--pilot", path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("field 'persona': it is missing", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>The pilot on a criterion of its own, with a few judgments of another one and from another perspective, which are other questions.</summary>
    [Fact]
    public async Task Plan_PilotOfSeveralQuestions_TakesOneOfThemAndNamesIt()
    {
        var lines = await File.ReadAllLinesAsync(Pilot(), TestContext.Current.CancellationToken);
        var path = _folder.Combine("questions.csv");
        await File.WriteAllLinesAsync(path,
        [
            lines[0] + ",criterion,perspective",
            .. Enumerable.Range(0, 30).Select(i => $"x{i},a,b,right,r{i % 6},p{i % 20},tone,third_party"),
            .. lines.Skip(1).Select(line => line + ",personalization,self"),
            .. lines.Skip(1).Take(100).Select(line => line.Replace(",left,", ",right,", StringComparison.Ordinal) + ",personalization,third_party"),
        ], TestContext.Current.CancellationToken);
        var whole = (await CommandRun.OfAsync("plan", "--pilot", Pilot(), "--json")).Json["simulation"]!["pilot"]!;

        var run = await CommandRun.OfAsync("plan", "--pilot", path, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var pilot = run.Json["simulation"]!["pilot"]!;
        Assert.Equal(("personalization", "self", 240), ((string?)pilot["criterion"], (string?)pilot["perspective"], (int)pilot["judgments"]!));
        Assert.Equal((double)whole["win_rate"]!, (double)pilot["win_rate"]!, 1e-12);
        Assert.Equal(("overall", "not recorded"), ((string?)whole["criterion"], (string?)whole["perspective"]));

        var unknown = await CommandRun.OfAsync("plan", "--pilot", path, "--criterion", "overall");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("there are personalization, tone", unknown.Errors, StringComparison.Ordinal);
    }

    /// <summary>20 personas, six comparisons each, two of six raters on every one; a wins about two in three.</summary>
    private string Pilot()
    {
        var random = new Random(3);
        var lines = new List<string> { "item,left,right,choice,rater,persona" };
        for (var item = 0; item < 120; item++)
        {
            for (var vote = 0; vote < 2; vote++)
            {
                var choice = random.NextDouble() < 0.1 ? "tie" : random.NextDouble() < 0.68 ? "left" : "right";
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"i{item},a,b,{choice},r{(item + (3 * vote)) % 6},p{item / 6}"));
            }
        }

        var path = _folder.Combine("pilot.csv");
        File.WriteAllLines(path, lines);
        return path;
    }
}
