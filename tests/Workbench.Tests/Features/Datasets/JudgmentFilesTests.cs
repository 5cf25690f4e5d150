using Workbench.Methods.Judgments;
using Workbench.Tests.Support;
using Xunit;
using Kind = Workbench.Shared.Judging.RaterKind;
using Resolved = Workbench.Shared.Judging.ResolvedChoice;

namespace Workbench.Tests.Features.Datasets;

public sealed class JudgmentFilesTests
{
    private const string Formula = "=HYPERLINK(\"http://evil\",\"x\")";

    private static StudyRows Rows() => new StudyRows(names: ["Zoë", Formula])
        .Judge(0, 0, Resolved.Second, rationale: "-1 point, it's good")
        .Judge(1, 0, Resolved.Second, firstIsLeft: false, rationale: Formula)
        .Judge(1, 1, Resolved.BothBad, "@rater", rationale: "'=already quoted")
        .Judge(0, 1, Resolved.Tie, "sim-1", Kind.Simulated, rationale: "+1\ttab")
        .Judge(0, 0, null, "rater-2").Skip(0, 1, "rater-2");

    [Fact]
    public async Task JsonLines_ReadBack_AreTheJudgments()
    {
        var read = Exports.ReadJsonLines((await Exports.WriteAsync(Rows(), "judgments-jsonl")).Bytes);

        Assert.Equal(6, read.Count);
        var swapped = Assert.Single(read, j => j is { Persona: Formula, Rater: "rater-1" });
        // The personalized answer stood at the left and won.
        Assert.Equal(("personalized", "plain", Choice.Left), (swapped.Left, swapped.Right, swapped.Choice));
        Assert.Equal("personalized", swapped.Extra["resolved"].GetString());
        Assert.Equal(Perspective.ThirdParty, swapped.Perspective);
        Assert.Equal((2, 80d, 18.5), (swapped.Strength, swapped.Certainty, swapped.Seconds));
        Assert.Equal(TimeSpan.Zero, swapped.CreatedAt!.Value.Offset);
    }

    [Fact]
    public async Task JsonLines_UnscoredAndSkipped_HaveNoChoiceAndTheReason()
    {
        var read = Exports.ReadJsonLines((await Exports.WriteAsync(Rows(), "judgments-jsonl")).Bytes);

        var unscored = read.Where(j => j.Rater == "rater-2").ToList();
        Assert.Equal(2, unscored.Count);
        Assert.All(unscored, j => Assert.False(j.IsScored));
        Assert.Equal("Both texts are cut off", Assert.Single(unscored, j => j.Extra.ContainsKey("skip_reason")).Extra["skip_reason"].GetString());
    }

    [Fact]
    public async Task JsonLines_SimulatedRater_IsNoHuman()
    {
        var read = Exports.ReadJsonLines((await Exports.WriteAsync(Rows(), "judgments-jsonl")).Bytes);

        var simulated = Assert.Single(read, j => j.Extra["simulated"].GetBoolean());
        Assert.Equal((RaterKind.Model, "sim-1"), (simulated.RaterKind, simulated.Rater));
        Assert.All(read.Where(j => j != simulated), j => Assert.Equal(RaterKind.Human, j.RaterKind));
    }

    [Fact]
    public async Task JsonLines_ExcludedRater_IsMarkedAndKept()
    {
        var rows = new StudyRows().Judge(0, 0, Resolved.Second).Judge(1, 0, Resolved.First, "rater-2");
        rows.Exclude("rater-2", "failed two hidden checks");

        var read = Exports.ReadJsonLines((await Exports.WriteAsync(rows, "judgments-jsonl")).Bytes);

        Assert.Equal(
            [("rater-1", false, null), ("rater-2", true, "failed two hidden checks")],
            read.Select(j => (j.Rater!, j.Extra["excluded"].GetBoolean(), j.Extra.TryGetValue("exclusion_reason", out var reason) ? reason.GetString() : null)));
    }

    [Fact]
    public async Task JsonLines_NoRow_NamesAnAccount()
    {
        var (bytes, _) = await Exports.WriteAsync(Rows(), "judgments-jsonl");

        Assert.DoesNotContain("account-of-", Exports.Text(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_ReadBack_IsWhatTheJsonLinesSay()
    {
        var fromJson = Exports.ReadJsonLines((await Exports.WriteAsync(Rows(), "judgments-jsonl")).Bytes);
        var fromCsv = Exports.ReadCsv((await Exports.WriteAsync(Rows(), "judgments-csv")).Bytes);

        static string Line(Judgment j) => string.Join('|', j.Item, j.Left, j.Right, j.Choice, j.Strength, j.Criterion, j.Rater, j.RaterKind, j.Persona, j.Prompt,
            j.Perspective, j.Certainty, j.Rationale, j.Seconds, j.CreatedAt, string.Join(';', j.Extra.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value.ToString().ToLowerInvariant()}")));
        Assert.Equal(fromJson.Select(Line), fromCsv.Select(Line));
    }

    [Fact]
    public async Task Csv_CellsThatASpreadsheetWouldRun_BeginWithAnApostrophe()
    {
        var text = Exports.Text((await Exports.WriteAsync(Rows(), "judgments-csv")).Bytes);

        Assert.Contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"", text, StringComparison.Ordinal);
        Assert.Contains("\"'-1 point, it's good\"", text, StringComparison.Ordinal);
        Assert.Contains(",'@rater,", text, StringComparison.Ordinal);
        Assert.Contains("'+1\ttab", text, StringComparison.Ordinal);
        Assert.Contains("''=already quoted", text, StringComparison.Ordinal);
    }
}
