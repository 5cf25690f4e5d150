using CsCheck;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

public sealed class RaterAgreementTests
{
    /// <summary>The same by definition: one rater's table against the table of all others.</summary>
    [Fact]
    public void WithRest_AnyTable_IsTheVoteAgreementOfOneAndTheOthers() =>
        RandomTables.Gen.Sample(table =>
        {
            var rows = RandomTables.Rows(table).ToArray();
            var byRater = AgreementWithRest.ByRater(table);
            Assert.Equal(rows.Select(r => r.Rater).Distinct().Order(), byRater.Keys.Order());
            foreach (var (rater, estimate) in byRater)
            {
                var expected = VoteAgreement.Between(Only(r => r == rater), Only(r => r != rater), VoteSetup.WithTies);
                RandomTables.Same(expected.Value, estimate.Value);
                RandomTables.Same(expected.Interval?.Lower, estimate.Interval?.Lower);
                Assert.Equal(expected.N, estimate.N);
            }

            RatingTable Only(Func<int, bool> keep)
            {
                var kept = rows.Where(r => keep(r.Rater)).ToArray();
                return RatingTable.Create(Array.ConvertAll(kept, r => r.Item), Array.ConvertAll(kept, r => r.Rater), Array.ConvertAll(kept, r => r.Category), table.ItemCount, table.RaterCount, table.CategoryCount);
            }
        }, iter: 200);

    [Fact]
    public void Repeats_SidesSwapped_AreTurnedBack()
    {
        Judgment Row(string item, string rater, string left, string right, Choice choice) => new() { Item = item, Rater = rater, Left = left, Right = right, Choice = choice };
        var set = JudgmentSet.From(
        [
            Row("1", "ann", "a", "b", Choice.Left), Row("1", "ann", "b", "a", Choice.Right), // the same text twice: consistent
            Row("2", "ann", "a", "b", Choice.Left), Row("2", "ann", "b", "a", Choice.Left), // the same side twice: not
            Row("3", "ann", "a", "b", Choice.Tie), Row("3", "ann", "a", "b", Choice.None), // unscored the second time
            Row("1", "bea", "a", "b", Choice.Left), Row("2", "bea", "a", "b", Choice.Left), // nothing twice
            Row("4", "cem", "a", "b", Choice.BothBad), Row("4", "cem", "b", "a", Choice.BothBad), Row("4", "cem", "b", "a", Choice.Left), // the third does not count
        ]);
        var repeats = RepeatedRatings.Of(set, _ => true);
        Assert.Equal(4, repeats.Count);
        var byRater = IntraRaterConsistency.ByRater(repeats);
        Assert.Equal(0.5, byRater[0].Value!.Value, 1e-12);
        Assert.Equal(2, byRater[0].N);
        Assert.Equal(1.0, byRater[2].Value!.Value, 1e-12);
        Assert.Equal(1, IntraRaterConsistency.Compute(repeats).Unscored);
        Assert.Empty(RepeatedRatings.Of(set, row => set.Raters[set.Rater[row]] == "bea"));
    }

    [Fact]
    public void Repeats_Ratings_CompareNumbersAndLabels()
    {
        Judgment Row(string item, JudgmentValue value) => new() { Item = item, Rater = "r", Value = value };
        var set = JudgmentSet.From([Row("1", JudgmentValue.Of(3)), Row("1", JudgmentValue.Of(3)), Row("2", JudgmentValue.Of(3)), Row("2", JudgmentValue.Of(4)), Row("3", JudgmentValue.Of("x")), Row("3", JudgmentValue.Of("x"))]);
        Assert.Equal(2 / 3.0, IntraRaterConsistency.Compute(RepeatedRatings.Of(set, _ => true)).Value!.Value, 1e-12);
    }
}
