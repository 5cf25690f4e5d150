using CsCheck;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.WinRates;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.WinRates;

public sealed class ConditionRatesTests
{
    private static readonly Gen<Judgment[]> Votes =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 5], Gen.Int[0, 3], Gen.Enum<Choice>(), Gen.Bool).Array[0, 150].Select(rows => rows
            .Select(r => new Judgment
            {
                Item = $"i{r.Item1}",
                Left = r.Item5 ? "generic" : "personal",
                Right = r.Item5 ? "personal" : "generic",
                Choice = r.Item4,
                Rater = $"r{r.Item2}",
                Persona = $"p{r.Item1 % 12}",
                Prompt = $"q{r.Item1 % 3}",
            })
            .DistinctBy(vote => (vote.Item, vote.Rater)).ToArray());

    [Fact]
    public void Of_RandomVotes_CountsAsAReaderWould() =>
        Votes.Sample(votes =>
        {
            bool Chose(Judgment vote, string condition) =>
                (vote.Choice == Choice.Left && vote.Left == condition) || (vote.Choice == Choice.Right && vote.Right == condition);
            var wins = votes.Count(vote => Chose(vote, "personal"));
            var losses = votes.Count(vote => Chose(vote, "generic"));
            var ties = votes.Count(vote => vote.Choice is Choice.Tie or Choice.BothBad);
            var rate = ConditionRates.Of(JudgmentSet.From(votes), "personal", "generic");
            Assert.Equal((wins, losses, ties), (rate.Wins, rate.Losses, rate.Ties));
            Assert.Equal(votes.Count(vote => vote.Choice == Choice.None), rate.Unscored);
            Assert.Equal(votes.Count(vote => vote.Choice == Choice.BothBad), rate.BothBad);
            if (rate.N > 0)
                Assert.Equal((wins + (ties / 2.0)) / (wins + losses + ties), rate.Rate.Value!.Value, 1e-12);
            else
                Assert.Equal("no data", rate.Rate.UndefinedReason);
        });

    [Fact]
    public void Of_OtherSide_IsTheMirrorImage() =>
        Votes.Where(votes => votes.Length > 0).Sample(votes =>
        {
            var set = JudgmentSet.From(votes);
            var options = new WinRateOptions { Interval = WinRateInterval.Cr1 };
            var a = ConditionRates.Of(set, "personal", "generic", options);
            var b = ConditionRates.Of(set, "generic", "personal", options);
            Assert.Equal((a.Wins, a.Losses, a.Ties), (b.Losses, b.Wins, b.Ties));
            Assert.Equal(a.SignTest.Value, b.SignTest.Value);
            if (a.Rate.Interval is { } interval)
                Assert.Equal(1 - interval.Lower, b.Rate.Interval!.Upper, 1e-9);
        });

    [Fact]
    public void Of_PermutedAndFlippedRows_GivesTheSameNumbers() =>
        Gen.Select(Votes, Gen.Int).Sample((votes, seed) =>
        {
            var shuffled = votes.Select((vote, i) => i % 2 == 0 ? vote : vote with { Left = vote.Right, Right = vote.Left, Choice = JudgmentSet.Mirror(vote.Choice) }).ToArray();
            new Random(seed).Shuffle(shuffled);
            var options = new WinRateOptions { Interval = WinRateInterval.Cr1, Cluster = ClusterBy.Persona };
            var a = ConditionRates.Of(JudgmentSet.From(votes), "personal", "generic", options);
            var b = ConditionRates.Of(JudgmentSet.From(shuffled), "personal", "generic", options);
            Assert.Equal(a.Rate.Value ?? -1, b.Rate.Value ?? -1, 1e-12);
            Assert.Equal(a.Rate.Interval?.Lower ?? -1, b.Rate.Interval?.Lower ?? -1, 1e-9);
        });

    [Theory]
    [InlineData(WinRateInterval.Wilson)]
    [InlineData(WinRateInterval.ClopperPearson)]
    [InlineData(WinRateInterval.Jeffreys)]
    [InlineData(WinRateInterval.AgrestiCoull)]
    public void Of_BinomialIntervalWithTies_IsRefused(WinRateInterval interval)
    {
        Judgment Vote(string item, Choice choice) => new() { Item = item, Left = "a", Right = "b", Choice = choice };
        var options = new WinRateOptions { Interval = interval };
        var tied = ConditionRates.Of(JudgmentSet.From([Vote("1", Choice.Left), Vote("2", Choice.Tie)]), "a", "b", options);
        Assert.Equal((0.75, null), (tied.Rate.Value, tied.Rate.Interval));
        Assert.Contains("does not apply", Assert.Single(tied.Rate.Warnings), StringComparison.Ordinal);
        var decisive = ConditionRates.Of(JudgmentSet.From([Vote("1", Choice.Left), Vote("2", Choice.Right)]), "a", "b", options);
        Assert.NotNull(decisive.Rate.Interval);
    }

    [Fact]
    public void PerPersona_Slices_AddUpToTheWhole() =>
        Votes.Where(votes => votes.Length > 0).Sample(votes =>
        {
            var set = JudgmentSet.From(votes);
            var all = ConditionRates.Of(set, "personal", "generic");
            var slices = ConditionRates.PerPersona(set, "personal", "generic");
            Assert.Equal(all.Wins, slices.Sum(slice => slice.WinRate.Wins));
            Assert.Equal(all.N, slices.Sum(slice => slice.WinRate.N));
            Assert.Equal(votes.Select(vote => vote.Persona).Distinct().Count(), slices.Count);
        });

    [Fact]
    public void OfAll_ThreeSystems_SumToHalfOfAllSides()
    {
        Judgment Vote(string item, string left, string right, Choice choice) => new() { Item = item, Left = left, Right = right, Choice = choice };
        var rates = ConditionRates.OfAll(JudgmentSet.From([Vote("1", "a", "b", Choice.Left), Vote("2", "b", "c", Choice.Tie), Vote("3", "c", "a", Choice.None), Vote("4", "a", "a", Choice.Left)]));
        Assert.Equal(["a", "b", "c"], rates.Select(rate => rate.Condition));
        Assert.Equal([1.0, 0.25, 0.5], rates.Select(rate => rate.Rate.Value!.Value));
        Assert.Equal([1, 0, 1], rates.Select(rate => rate.Unscored));
        Assert.Equal(0.0, rates.Sum(rate => rate.Net!.Value * rate.N), 1e-12);
    }

    [Fact]
    public void PairRates_OrdinalNames_ComeSorted()
    {
        Judgment Vote(string item, string left, string right, Choice choice) => new() { Item = item, Left = left, Right = right, Choice = choice };
        var pairs = PairRates.Of(JudgmentSet.From([Vote("1", "c", "b", Choice.Left), Vote("2", "b", "a", Choice.Left), Vote("3", "b", "c", Choice.Tie)]));
        Assert.Equal([("a", "b", 0, 1, 0), ("b", "c", 0, 1, 1)], pairs.Select(p => (p.Condition, p.Against!, p.Wins, p.Losses, p.Ties)));
    }

    [Fact]
    public void Of_ClusterThatTheDataLacks_GivesNoInterval()
    {
        var set = JudgmentSet.From([new Judgment { Item = "1", Left = "a", Right = "b", Choice = Choice.Left }, new Judgment { Item = "2", Left = "a", Right = "b", Choice = Choice.Right }]);
        var rate = ConditionRates.Of(set, "a", "b", new WinRateOptions { Cluster = ClusterBy.Persona });
        Assert.Equal((0.5, null), (rate.Rate.Value, rate.Rate.Interval));
        Assert.Contains("no persona in the data: no interval by persona", rate.Rate.Warnings);
        Assert.NotNull(ConditionRates.Of(set, "a", "b").Rate.Interval);
    }

    [Theory]
    [InlineData("1,1,2", null, "item")] // the first item repeats
    [InlineData("1,2,2", null, "item")]
    [InlineData("1,2,3", null, "row")]
    [InlineData("1,1,2", "p,q,q", "persona")]
    [InlineData("1,1,2", "p,p,p", "item")] // one persona says nothing about others
    public void Of_AutoCluster_TakesTheFirstThatTheDataHas(string items, string? personas, string unit)
    {
        var set = JudgmentSet.From(items.Split(',').Select((item, i) => new Judgment { Item = item, Persona = personas?.Split(',')[i], Left = "a", Right = "b", Choice = i == 1 ? Choice.Right : Choice.Left }));
        Assert.Equal(unit, ClusterIds.Of(set, ClusterBy.Auto).Unit);
    }
}
