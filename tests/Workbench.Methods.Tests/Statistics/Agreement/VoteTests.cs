using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

public sealed class VoteTests
{
    // Categories: 0 first, 1 second, 2 tie. Three people, three items.
    private static readonly RatingTable People = RatingTable.FromRows([[0, 2, 1], [0, 1, 0], [1, 1, null]], 3);
    private static readonly RatingTable Judge = RatingTable.FromRows([[0, 2, null]], 3);

    [Fact]
    public void Between_WithTies_CountsPairsOfVotes()
    {
        // Item 0: judge first against first, first, second = 2 of 3. Item 1: tie against tie, second, second = 1 of 3.
        var result = VoteAgreement.Between(Judge, People, VoteSetup.WithTies, tie: 2);
        Assert.Equal(3.0 / 6, result.Value!.Value, 1e-12);
        Assert.Equal(6, result.N);
        Assert.Equal(2, result.Clusters);
        Assert.Equal("S1", result.Settings["setup"]);
    }

    [Fact]
    public void Between_WithoutTies_LeavesTiesOut() =>
        Assert.Equal(2.0 / 3, VoteAgreement.Between(Judge, People, VoteSetup.WithoutTies, tie: 2).Value!.Value, 1e-12);

    [Fact]
    public void Within_People_IsTheHumanCeiling()
    {
        // Item 0: pairs 00 01 01 = 1 of 3; item 1: 21 21 11 = 1 of 3; item 2: 10 = 0 of 1.
        Assert.Equal(2.0 / 7, VoteAgreement.Within(People, VoteSetup.WithTies, tie: 2).Value!.Value, 1e-12);
        // Without ties: item 0 1 of 3, item 1 1 of 1, item 2 0 of 1.
        Assert.Equal(2.0 / 5, VoteAgreement.Within(People, VoteSetup.WithoutTies, tie: 2).Value!.Value, 1e-12);
    }

    [Fact]
    public void Within_NoPairs_IsUndefined()
    {
        Assert.Null(VoteAgreement.Within(Judge, VoteSetup.WithTies, tie: 2).Value);
        var ties = RatingTable.FromRows([[2, 2], [2, 2]], 3);
        Assert.Null(VoteAgreement.Within(ties, VoteSetup.WithoutTies, tie: 2).Value);
        Assert.Equal(1, VoteAgreement.Within(ties, VoteSetup.WithTies, tie: 2).Value);
    }

    [Fact]
    public void Of_SharedTop_HasNoMajorityWhateverTheOrder()
    {
        var table = RatingTable.FromRows([[0, 1, 2, null, 1], [1, 0, 2, null, 1], [1, null, 2, null, 0]], 3);
        var majority = MajorityVote.Of(table);
        Assert.Equal([1, MajorityVote.NoMajority, 2, MajorityVote.NoVotes, 1], majority.Labels);
        Assert.Equal([0, 2, 1], majority.Counts);
        Assert.Equal(1, majority.None);
        Assert.Equal(0.25, majority.Unanimous.Value); // of the four items with two votes only item 2
        Assert.Equal(4, majority.Unanimous.N);
    }

    [Fact]
    public void Of_AnyTable_ObviousCountAgrees() =>
        CsCheck.Check.Sample(RandomTables.Gen, table =>
        {
            var majority = MajorityVote.Of(table);
            for (var item = 0; item < table.ItemCount; item++)
            {
                var groups = table.CategoriesOf(item).ToArray().GroupBy(c => c).OrderByDescending(g => g.Count()).ToArray();
                var expected = groups.Length == 0 ? MajorityVote.NoVotes
                    : groups.Length > 1 && groups[0].Count() == groups[1].Count() ? MajorityVote.NoMajority : groups[0].Key;
                Assert.Equal(expected, majority.Labels[item]);
            }
            Assert.Equal(majority.Labels.Count(l => l >= 0), majority.Counts.Sum());
        }, seed: "0N0XIzNsQ0O2", iter: 200);

    [Fact]
    public void IntraRater_PooledAndByRater_CountEqualRepeats()
    {
        RepeatedRating[] repeats = [new(0, 1, 1), new(0, 1, 0), new(1, 2, 2), new(1, 2, 2), new(2, -1, 0)];
        var pooled = IntraRaterConsistency.Compute(repeats);
        Assert.Equal(0.75, pooled.Value);
        Assert.Equal(2, pooled.Clusters);
        Assert.Equal(1, pooled.Unscored);
        var own = IntraRaterConsistency.ByRater(repeats);
        Assert.Equal([0, 1], own.Keys.Order());
        Assert.Equal(0.5, own[0].Value);
        Assert.Null(IntraRaterConsistency.Compute([]).Value);
    }
}
