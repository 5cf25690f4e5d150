using CsCheck;
using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class JudgmentSetTests
{
    private static Judgment Vote(string item, string left, string right, Choice choice, string? rater = "r") =>
        new() { Item = item, Left = left, Right = right, Choice = choice, Rater = rater };

    [Fact]
    public void WithoutDuplicates_ExactRepeatOfOneRater_IsDroppedAndCounted()
    {
        var first = Vote("i", "x", "y", Choice.Left);
        var set = JudgmentSet.From([first, first, first with { Rater = "other" }, first with { Choice = Choice.Right }, first with { Rationale = "why" }]).WithoutDuplicates();
        Assert.Equal((4, 1), (set.Count, set.DuplicatesDropped));
    }

    [Fact]
    public void WithoutDuplicates_RowsWithoutRater_AreKept()
    {
        var vote = Vote("i", "x", "y", Choice.Left, rater: null);
        Assert.Equal(3, JudgmentSet.From([vote, vote, Vote("i", "x", "y", Choice.Left)]).WithoutDuplicates().Count);
    }

    [Fact]
    public void Resolve_OppositeOrders_RecodesToTheFirstLine()
    {
        var set = JudgmentSet.From([Vote("i", "x", "y", Choice.Left, "a"), Vote("i", "y", "x", Choice.Right, "b"), Vote("i", "y", "x", Choice.BothBad, "c")]).Resolve();
        Assert.Equal([Choice.Left, Choice.Left, Choice.BothBad], set.Choice.ToArray());
        Assert.All(set.Left.ToArray(), left => Assert.Equal("x", set.Systems[left]));
        Assert.Equal([0, 0, 0], set.Unit.ToArray());
    }

    [Fact]
    public void Resolve_OtherPairUnderTheSameItem_IsAComparisonOfItsOwn()
    {
        var set = JudgmentSet.From([Vote("q", "x", "y", Choice.Left), Vote("q", "z", "y", Choice.Left), Vote("q", "y", "z", Choice.Left)]).Resolve();
        Assert.Equal([0, 1], set.Unit.ToArray());
        Assert.Equal([Choice.Left, Choice.Tie], set.Choice.ToArray());
    }

    [Fact]
    public void Resolve_VerdictThatNamesNoSystems_TakesTheItemsPair()
    {
        var bare = new Judgment { Item = "i", Choice = Choice.Right, Rater = "judge", RaterKind = RaterKind.Model };
        var set = JudgmentSet.From([bare, Vote("i", "x", "y", Choice.Left)]).Resolve();
        Assert.Equal(["x", "x"], set.Left.ToArray().Select(id => set.Systems[id]));
        Assert.Equal(Choice.Right, set.Choice[0]);
    }

    [Theory]
    [InlineData(OrderRule.Conservative, "LL", Choice.Left)]
    [InlineData(OrderRule.Conservative, "LT", Choice.Tie)]
    [InlineData(OrderRule.Conservative, "LR", Choice.Tie)]
    [InlineData(OrderRule.Conservative, "BB", Choice.BothBad)]
    [InlineData(OrderRule.Conservative, "BT", Choice.Tie)]
    [InlineData(OrderRule.Conservative, "L-", Choice.None)]
    [InlineData(OrderRule.Average, "LT", Choice.Left)]
    [InlineData(OrderRule.Average, "LR", Choice.Tie)]
    [InlineData(OrderRule.Average, "R-", Choice.Right)]
    [InlineData(OrderRule.Average, "--", Choice.None)]
    [InlineData(OrderRule.Average, "LLR", Choice.Left)]
    [InlineData(OrderRule.First, "-RL", Choice.Right)]
    [InlineData(OrderRule.First, "TL", Choice.Tie)]
    public void Resolve_SeveralLinesOfOneRater_FollowsTheRule(OrderRule rule, string lines, Choice expected)
    {
        // Every second line is displayed the other way round; the letters are in the order of the first line.
        var rows = lines.Select((letter, i) =>
        {
            var choice = letter switch { 'L' => Choice.Left, 'R' => Choice.Right, 'T' => Choice.Tie, 'B' => Choice.BothBad, _ => Choice.None };
            return i % 2 == 0 ? Vote("i", "x", "y", choice) : Vote("i", "y", "x", JudgmentSet.Mirror(choice));
        });
        var set = JudgmentSet.From(rows).Resolve(rule);
        Assert.Equal(expected, Assert.Single(set.Choice.ToArray()));
    }

    [Fact]
    public void Resolve_Average_KeepsTheFraction()
    {
        var set = JudgmentSet.From([Vote("i", "x", "y", Choice.Left), Vote("i", "y", "x", Choice.Tie)]).Resolve(OrderRule.Average);
        Assert.Equal(0.75, Assert.Single(set.LeftScores().ToArray()));
    }

    [Fact]
    public void Resolve_Ratings_AreAveragedUnlessTheFirstIsAsked()
    {
        Judgment[] ratings = [new() { Item = "i", Rater = "r", Value = JudgmentValue.Of(2.0) }, new() { Item = "i", Rater = "r", Value = JudgmentValue.Of(5.0) }];
        Assert.Equal(3.5, Assert.Single(JudgmentSet.From(ratings).Resolve().Value.ToArray()));
        Assert.Equal(2.0, Assert.Single(JudgmentSet.From(ratings).Resolve(OrderRule.First).Value.ToArray()));
    }

    [Fact]
    public void Resolve_RelabellingOfSides_ChangesNothing() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Enum<Choice>(), Gen.Bool).Array[0, 30].Sample(votes =>
        {
            var plain = votes.Select(v => Vote($"i{v.Item1}", "x", "y", v.Item3, $"r{v.Item2}")).Prepend(Vote("i0", "x", "y", Choice.None, "first")).ToArray();
            var flipped = plain.Select((v, i) => i > 0 && votes[i - 1].Item4 ? v with { Left = v.Right, Right = v.Left, Choice = JudgmentSet.Mirror(v.Choice) } : v).ToArray();
            foreach (var rule in Enum.GetValues<OrderRule>())
            {
                var a = JudgmentSet.From(plain).Resolve(rule);
                var b = JudgmentSet.From(flipped).Resolve(rule);
                for (var row = 0; row < a.Count; row++)
                {
                    // An item whose first line was flipped has the other order: its verdicts are the mirror image.
                    var same = a.Systems[a.Left[row]] == b.Systems[b.Left[row]];
                    Assert.Equal(a.Choice[row], same ? b.Choice[row] : JudgmentSet.Mirror(b.Choice[row]));
                }
            }
        });

    [Fact]
    public void Where_Subsets_KeepNamesAndIds()
    {
        var set = JudgmentSet.From([Vote("a", "x", "y", Choice.Left), Vote("b", "y", "z", Choice.Tie) with { Criterion = "fit", Persona = "p", RaterKind = RaterKind.Model, Perspective = Perspective.Self }]);
        Assert.Equal(1, set.OfCriterion("fit").Count);
        Assert.Equal(1, set.OfKind(RaterKind.Model).Count);
        Assert.Equal(1, set.OfPersona("p").Count);
        Assert.Equal(1, set.OfPerspective(Perspective.Self).Count);
        Assert.Equal(0, set.OfCriterion("absent").Count);
        Assert.Equal("z", set.Systems[set.OfCriterion("fit").Right[0]]);
        Assert.Equal(2, set.FindSystem("z"));
        Assert.Equal(-1, set.FindSystem("nobody"));
    }

    /// <summary>One item, the texts of two systems: two texts, and not one text that two raters disagree about.</summary>
    [Fact]
    public void Resolve_RatingsOfTwoSystemsUnderOneItem_AreTwoTexts()
    {
        var set = JudgmentReading.Lines("""
            {"item":"q1","system":"A","value":5,"rater":"r"}
            {"item":"q1","system":"B","value":1,"rater":"r"}
            {"item":"q1","system":"B","value":3,"rater":"s"}
            {"item":"q1","value":4,"rater":"t"}
            {"item":"q1","system":"B","value":2,"rater":"r"}
            """).Resolve();
        Assert.Equal(4, set.Count);
        Assert.Equal([5, 1.5, 3, 4], set.Value.ToArray()); // r rated B twice
        Assert.Equal(["A", "B", "B", null], set.Left.ToArray().Select(id => id < 0 ? null : set.Systems[id]));
        Assert.Equal([0, 1, 1, 0], set.Unit.ToArray());
    }

    [Fact]
    public void TieShares_LinesAsShown_AreAveragedOverTheComparison()
    {
        var set = JudgmentReading.Lines("""
            {"item":"1","left":"a","right":"b","choice":"left","rater":"j"}
            {"item":"1","left":"b","right":"a","choice":"left","rater":"j"}
            {"item":"2","left":"a","right":"b","choice":"tie","rater":"j"}
            {"item":"2","left":"b","right":"a","choice":"right","rater":"j"}
            {"item":"3","left":"b","right":"a","choice":null,"rater":"j"}
            {"item":"3","left":"b","right":"a","choice":"tie","rater":"k"}
            """);
        Assert.Equal(new Dictionary<int, double> { [0] = 0, [1] = 0.5 }, DisplayOrders.TieShares(set, set.Rater[0]));
    }
}
