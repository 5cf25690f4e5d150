using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Rankings;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Rankings;

public sealed class EloAndAveragesTests
{
    [Theory] // vectors.json, elo_food_csv k4 (evalica)
    [InlineData("Pizza", 992.325764574259)]
    [InlineData("Sushi", 1002.0980590208538)]
    [InlineData("Burger", 998.0260933346951)]
    [InlineData("Pasta", 994.1913058814378)]
    [InlineData("Tacos", 1013.3587771887543)]
    public void Rate_Food_MatchesEvalica(string name, double rating) =>
        Assert.Equal(rating, Elo.Rate(Food.Set).Single(entry => entry.System == name).Rating, 1e-9);

    [Theory] // evalica simple-golden.csv, elo
    [InlineData("4", 1004.0562423948679)]
    [InlineData("3", 1003.8861974411536)]
    [InlineData("0", 992.1030823399375)]
    public void Rate_Simple_MatchesEvalica(string name, double rating) =>
        Assert.Equal(rating, Elo.Rate(Food.Simple).Single(entry => entry.System == name).Rating, 1e-9);

    [Fact]
    public void Rate_OneGame_IsHandArithmetic()
    {
        // Equal ratings expect ½: the winner gains K/2 = 16 for K = 32.
        var set = JudgmentSet.From([new Judgment { Item = "1", Left = "a", Right = "b", Choice = Choice.Right }, new Judgment { Item = "2", Left = "a", Right = "b" }]);
        Assert.Equal([("a", 984.0), ("b", 1016.0)], Elo.Rate(set, new EloOptions { K = 32 }));
    }

    [Fact]
    public void Rate_AnyGames_KeepTheMean() =>
        Assert.Equal(1000, Elo.Rate(JudgmentSet.From(RandomGames.Of(1, 5, 500))).Average(entry => entry.Rating), 1e-9);

    [Fact]
    public void Shuffled_SameSeed_RepeatsAndBracketsTheMedian()
    {
        var first = Elo.Shuffled(Food.Set, seed: 4, shuffles: 300);
        Assert.Equal(first.Select(entry => entry.Rating.Value), Elo.Shuffled(Food.Set, seed: 4, shuffles: 300).Select(entry => entry.Rating.Value));
        Assert.NotEqual(first.Select(entry => entry.Rating.Value), Elo.Shuffled(Food.Set, seed: 5, shuffles: 300).Select(entry => entry.Rating.Value));
        Assert.All(first, entry => Assert.InRange(entry.Rating.Value!.Value, entry.Rating.Interval!.Lower, entry.Rating.Interval.Upper));
        Assert.Equal("Tacos", first.MaxBy(entry => entry.Rating.Value).System);
    }

    [Theory] // evalica food-golden.csv, average_win_rate
    [InlineData("Tacos", 0.7)]
    [InlineData("Sushi", 0.47916666666666663)]
    [InlineData("Burger", 0.4583333333333333)]
    [InlineData("Pizza", 0.4375)]
    [InlineData("Pasta", 0.425)]
    public void AverageWinRate_Food_MatchesEvalica(string name, double rate) =>
        Assert.Equal(rate, AverageWinRate.Of(PairCounts.From(Food.Set)).Single(entry => entry.System == name).Rate.Value!.Value, 1e-9);

    [Theory] // evalica simple-golden.csv, average_win_rate
    [InlineData("3", 0.7708333333333334)]
    [InlineData("0", 0.1875)]
    public void AverageWinRate_Simple_MatchesEvalica(string name, double rate) =>
        Assert.Equal(rate, AverageWinRate.Of(PairCounts.From(Food.Simple)).Single(entry => entry.System == name).Rate.Value!.Value, 1e-9);
}
