using Workbench.Features.Analysis;
using Workbench.Features.Datasets;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Xunit;

namespace Workbench.Tests.Features.Datasets;

public sealed class TrlPreferenceWriterTests
{
    private const string Format = "trl-preference";

    /// <summary>
    /// (0,0): second, second, first: 2 of 3. (0,1): second, tie, tie: the majority says tie. (1,0): second, tie, first:
    /// none has more than half. (1,1): first and one unscored: 1 of 1 usable.
    /// </summary>
    private static StudyRows Rows() => new StudyRows()
        .Judge(0, 0, ResolvedChoice.Second).Judge(0, 0, ResolvedChoice.Second, "rater-2", firstIsLeft: false).Judge(0, 0, ResolvedChoice.First, "rater-3")
        .Judge(0, 1, ResolvedChoice.Second).Judge(0, 1, ResolvedChoice.Tie, "rater-2").Judge(0, 1, ResolvedChoice.Tie, "rater-3")
        .Judge(1, 0, ResolvedChoice.Second).Judge(1, 0, ResolvedChoice.Tie, "rater-2").Judge(1, 0, ResolvedChoice.First, "rater-3")
        .Judge(1, 1, ResolvedChoice.First).Judge(1, 1, null, "rater-2");

    [Fact]
    public async Task Write_Plain_IsThreeStringsByStrictMajority()
    {
        var (bytes, counts) = await Exports.WriteAsync(Rows(), Format);

        var pairs = Exports.Objects(bytes);
        Assert.All(pairs, pair => Assert.Equal(["prompt", "chosen", "rejected"], pair.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(
            [
                ("Prompt 1?", "personalized answer to Persona 1, Prompt 1?", "plain answer to Persona 1, Prompt 1?"),
                ("Prompt 2?", "plain answer to Persona 2, Prompt 2?", "personalized answer to Persona 2, Prompt 2?"),
            ],
            pairs.Select(p => (p.GetProperty("prompt").GetString()!, p.GetProperty("chosen").GetString()!, p.GetProperty("rejected").GetString()!)));
        Assert.Equal([new LeftOut("majority says tie", 1), new LeftOut("no strict majority", 1)], counts.LeftOut);
    }

    [Fact]
    public async Task Write_Personalized_IsTheExactConversation()
    {
        var (bytes, _) = await Exports.WriteAsync(Rows(), Format, new() { Prompt = PromptForm.Personalized });

        var first = Exports.Objects(bytes)[0];
        Assert.Equal(
            """{"prompt":[{"role":"system","content":"You talk to Persona 1."},{"role":"user","content":"Prompt 1?"}],"chosen":[{"role":"assistant","content":"personalized answer to Persona 1, Prompt 1?"}],"rejected":[{"role":"assistant","content":"plain answer to Persona 1, Prompt 1?"}]}""",
            first.GetRawText());
    }

    [Fact]
    public async Task Write_SimulatedVotes_DoNotJoinThoseOfPeople()
    {
        var rows = new StudyRows(personas: 1, prompts: 1).Judge(0, 0, ResolvedChoice.Second)
            .Judge(0, 0, ResolvedChoice.First, "sim-1", RaterKind.Simulated).Judge(0, 0, ResolvedChoice.First, "sim-2", RaterKind.Simulated);

        var people = await Exports.WriteAsync(rows, Format);
        var simulated = await Exports.WriteAsync(rows, Format, new() { Judged = new AnalysisFilter { Raters = RaterKind.Simulated } });

        Assert.StartsWith("personalized", Exports.Objects(people.Bytes)[0].GetProperty("chosen").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("plain", Exports.Objects(simulated.Bytes)[0].GetProperty("chosen").GetString(), StringComparison.Ordinal);
    }
}
