using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Commands;

/// <summary>Files in which people and a model judged: what pools them says so, and stands beside each kind's own.</summary>
public sealed class AnalyzeBothKindsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>People rate A 5 and B 1; the judge rates A 2 and B 4: pooled, all that either says is gone.</summary>
    private const string Ratings = """
        item,system,value,rater,rater_kind,persona,prompt
        a1,A,5,ann,human,p1,q
        b1,B,1,ann,human,p1,q
        a2,A,5,bea,human,p2,q
        b2,B,1,bea,human,p2,q
        a1,A,2,judge,model,p1,q
        b1,B,4,judge,model,p1,q
        a2,A,2,judge,model,p2,q
        b2,B,4,judge,model,p2,q
        """;

    private const string Comparisons = """
        item,left,right,choice,rater,rater_kind,persona
        1,a,b,left,ann,human,p1
        2,a,b,left,bea,human,p2
        3,a,b,left,ann,human,p3
        1,a,b,right,judge,model,p1
        2,a,b,right,judge,model,p2
        3,a,b,right,judge,model,p3
        """;

    [Fact]
    public async Task Ratings_OfBothKinds_StandApart()
    {
        var run = await CommandRun.OfAsync("analyze", Write(Ratings), "--json");
        var (people, judge) = (run.Criterion["by_rater_kind"]!["human"]!["ratings"]!, run.Criterion["by_rater_kind"]!["model"]!["ratings"]!);
        Assert.Equal((5.0, 1.0, 4.0), ((double)people["systems"]!["A"]!["mean"]!, (double)people["systems"]!["B"]!["mean"]!, (double)people["difference"]!["value"]!));
        Assert.Equal((2.0, 4.0, -2.0), ((double)judge["systems"]!["A"]!["mean"]!, (double)judge["systems"]!["B"]!["mean"]!, (double)judge["difference"]!["value"]!));
        Assert.Contains("people and models judged: ratings pools them; by_rater_kind tells them apart", run.Criterion["warnings"]!.AsArray().Select(warning => (string?)warning));
    }

    [Theory]
    [InlineData("pairs", "pairs pools them")]
    [InlineData("position", "position pools them")]
    [InlineData("systems,pairs", "systems, pairs pool them")]
    public async Task Comparisons_OfBothKinds_AreToldApartWhateverIsAsked(string only, string words)
    {
        var run = await CommandRun.OfAsync("analyze", Write(Comparisons), "--json", "--only", only);
        Assert.Contains($"people and models judged: {words}; by_rater_kind tells them apart", run.Criterion["warnings"]!.AsArray().Select(warning => (string?)warning));
        foreach (var part in only.Split(','))
            Assert.NotNull(run.Criterion["by_rater_kind"]!["human"]![part]);
        if (only == "pairs")
            Assert.Equal((3, 0), ((int)run.Criterion["by_rater_kind"]!["human"]!["pairs"]![0]!["a_wins"]!, (int)run.Criterion["by_rater_kind"]!["model"]!["pairs"]![0]!["a_wins"]!));
        if (only == "position")
            Assert.Equal((1.0, 0.0), ((double)run.Criterion["by_rater_kind"]!["human"]!["position"]!["left_share_of_decisive"]!, (double)run.Criterion["by_rater_kind"]!["model"]!["position"]!["left_share_of_decisive"]!));
    }

    [Fact]
    public async Task Text_OfBothKinds_HasATableOfEachAndNoneOfBoth()
    {
        var lines = (await CommandRun.OfAsync("analyze", Write(Comparisons))).Output.Split('\n');
        Assert.True(Array.IndexOf(lines, "-- people") is > 0 and var people && Array.IndexOf(lines, "-- models") > people);
        // Wins, losses and ties of a: the people's, then the model's; pooled it would have three of each.
        Assert.Equal(["3 0 0", "0 3 0"], lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(cells => cells is ["a", not "b", ..]).Select(cells => string.Join(' ', cells[1..4])).Where(cells => cells != "wins b wins"));
    }

    [Fact]
    public async Task Text_OfPeopleAlone_HasNoHeadings() =>
        Assert.DoesNotContain("-- people", (await CommandRun.OfAsync("analyze", Write(string.Join('\n', Comparisons.Split('\n').Where(line => !line.Contains("model", StringComparison.Ordinal)))))).Output, StringComparison.Ordinal);

    /// <summary>One judge, two orders an item: it disagrees with itself on two of three items and calls one tie in six lines.</summary>
    [Fact]
    public async Task TieRate_OrdersThatDisagree_AreNoTies()
    {
        const string text = """
            item,left,right,choice,rater,rater_kind,order
            1,a,b,left,judge,model,AB
            1,b,a,left,judge,model,BA
            2,a,b,right,judge,model,AB
            2,b,a,right,judge,model,BA
            3,a,b,tie,judge,model,AB
            3,b,a,right,judge,model,BA
            1,a,b,tie,ann,human,
            2,a,b,left,ann,human,
            """;
        var rate = (await CommandRun.OfAsync("analyze", Write(text), "--json")).Criterion["model_raters"]!["judge"]!["tie_rate"]!;
        Assert.Equal((3, 1 / 6.0), ((int)rate["n"]!, (double)rate["judge"]!));
        Assert.Equal((2, 0.0, 0.5, -0.5), ((int)rate["common_n"]!, (double)rate["judge_on_common"]!, (double)rate["people"]!, (double)rate["difference"]!["value"]!));
    }

    private string Write(string text)
    {
        var path = _folder.Combine("votes.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
