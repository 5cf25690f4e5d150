using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class RatingPlacesTests
{
    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static List<OpenPlace> Places(int count, int taken = 0) => [.. Enumerable.Range(1, count).Select(i => new OpenPlace(Id(i), taken, 0))];

    private static Func<Guid, Guid> PromptOf(int perPrompt) => id => Id(1_000 + (BitConverter.ToInt32(id.ToByteArray()) - 1) / perPrompt);

    [Theory]
    [InlineData(10, 2)]
    [InlineData(9, 3)]
    [InlineData(8, 4)]
    [InlineData(5, 1)]
    public void Reserve_SeveralPrompts_NeverPutsTwoAnswersToOneInARow(int count, int perPrompt)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var promptOf = PromptOf(perPrompt);
            var last = promptOf(Id(1));

            var order = RatingPlaces.Reserve(Places(count), 3, 10, seed, Id(77), promptOf, last);

            Assert.Equal(count, order.Select(o => o.Comparison).Distinct().Count());
            var prompts = order.Select(o => promptOf(o.Comparison)).Prepend(last).ToList();
            Assert.All(prompts.Zip(prompts.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
            Assert.All(order, o => Assert.True(o.FirstIsLeft));
        }
    }

    [Fact]
    public void Reserve_OnePromptOnly_GivesItsAnswersAllTheSame() =>
        Assert.Equal(3, RatingPlaces.Reserve(Places(3), 1, 10, 1, Id(7), PromptOf(3), PromptOf(3)(Id(1))).Count);

    [Fact]
    public void Reserve_FullAnswersAndALimit_AreRespectedAndTheLeastRatedComeFirst()
    {
        List<OpenPlace> places = [new(Id(1), 3, 0), new(Id(2), 2, 0), new(Id(3), 0, 0), new(Id(4), 1, 0)];

        var order = RatingPlaces.Reserve(places, 3, 2, 5, Id(7), PromptOf(1));

        Assert.Equal([Id(3), Id(4)], order.Select(o => o.Comparison).Order());
        Assert.Empty(RatingPlaces.Reserve(places, 3, 0, 5, Id(7), PromptOf(1)));
        Assert.Empty(RatingPlaces.Reserve([], 3, 5, 5, Id(7), PromptOf(1)));
    }

    [Fact]
    public void Reserve_AnotherRater_HasAnotherOrderAndTheSameRaterTheSame()
    {
        List<PlannedSide> Order(int rater) => [.. RatingPlaces.Reserve(Places(10), 3, 10, 5, Id(rater), PromptOf(2))];

        Assert.Equal(Order(1), Order(1));
        Assert.NotEqual(Order(1), Order(2));
    }
}
