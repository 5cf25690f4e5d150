using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class SideBalanceTests
{
    [Fact]
    public void Reserve_SameInput_GivesTheSameSidesInAnyOrderOfInput()
    {
        var random = new Random(1);
        var places = Places(random, 12);
        var rater = NewGuid(random);

        var once = SideBalance.Reserve(places, 3, 0, 10, 42, rater);
        var again = SideBalance.Reserve([.. places.Reverse()], 3, 0, 10, 42, rater);

        Assert.Equal(once, again);
        Assert.NotEqual(once, SideBalance.Reserve(places, 3, 0, 10, 43, rater));
        Assert.NotEqual(once, SideBalance.Reserve(places, 3, 0, 10, 42, NewGuid(random)));
    }

    [Fact]
    public void Reserve_FullOrEmpty_GivesNothing()
    {
        var random = new Random(1);

        Assert.Empty(SideBalance.Reserve([], 3, 0, 10, 1, NewGuid(random)));
        Assert.Empty(SideBalance.Reserve([new(NewGuid(random), 2, 1)], 3, 0, 10, 1, NewGuid(random)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SideBalance.Reserve([], 0, 0, 10, 1, NewGuid(random)));
    }

    [Fact]
    public void Reserve_AllPlacesForcedToOneSide_LeavesTheRestToOthersUnlessNothingIsLeft()
    {
        var random = new Random(5);
        var places = Enumerable.Range(0, 4).Select(_ => new OpenPlace(NewGuid(random), 0, 1)).ToList();

        // k = 2 and one rater saw each at the right: only left is free, so one is given (balance 0 → 1) and three wait.
        var fair = SideBalance.Reserve(places, 2, 0, 10, 1, NewGuid(random));
        Assert.True(Assert.Single(fair).FirstIsLeft);

        // A rater whose block leans left already gets none; as a last resort one at a time.
        Assert.Empty(SideBalance.Reserve(places, 2, 1, 10, 1, NewGuid(random)));
        Assert.Single(SideBalance.Reserve(places, 2, 1, 10, 1, NewGuid(random), mayExceed: true));
    }

    [Fact]
    public void Reserve_SideSeenBefore_StaysAsItWas()
    {
        var random = new Random(5);
        var seen = new OpenPlace(NewGuid(random), 0, 0, Shown: false);

        foreach (var seed in Enumerable.Range(0, 20))
            Assert.False(Assert.Single(SideBalance.Reserve([seen], 3, 0, 10, seed, NewGuid(random))).FirstIsLeft);
    }

    /// <summary>Everybody judges everything, in any interleaving: both balances are exact and no place stays empty.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Reserve_CrowdThatJudgesEverything_BalancesExactly(int k)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var crowd = new SimulatedCrowd(seed, k, personas: 3, perPersona: 5 + seed % 9, raters: k, limit: 100);
            crowd.Run(dropout: 0);

            Assert.Equal(crowd.Comparisons * k, crowd.Given);
            crowd.AssertComparisonsBalanced(complete: true);
            Assert.Equal(0, crowd.Exceeded);
            crowd.AssertRatersBalanced();
        }
    }

    /// <summary>
    /// Raters come and go in the middle of blocks, more of them than places. No comparison ever exceeds its half, and a
    /// rater's balance gives way only as the declared last resort, which must stay rare.
    /// </summary>
    [Fact]
    public void Reserve_CrowdThatComesAndGoes_NeverUnbalancesAComparison()
    {
        var given = 0;
        var exceeded = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var k = 1 + seed % 5;
            var crowd = new SimulatedCrowd(seed, k, personas: 4, perPersona: 6, raters: 6 * k, limit: 10);
            crowd.Run(dropout: 0.15);

            crowd.AssertComparisonsBalanced(complete: false);
            crowd.AssertRatersBalanced(except: crowd.Exceeded);
            given += crowd.Given;
            exceeded += crowd.Exceeded;
        }
        Assert.InRange(exceeded, 0, given / 100);
    }

    /// <summary>
    /// k goes up and down while raters judge: at the end every comparison has k judgments at least and ⌊k/2⌋ at least on each
    /// side, none has more than ⌈k/2⌉ of the largest k on one, and nobody's block is out of balance but as the last resort.
    /// </summary>
    [Fact]
    public void Reserve_OverlapChangedMidway_KeepsBothBalancesUnderTheNewOne()
    {
        var (given, exceeded, beyond) = (0, 0, 0);
        for (var seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            var ks = Enumerable.Range(0, 3).Select(_ => 1 + random.Next(6)).ToArray();
            var crowd = new SimulatedCrowd(seed, ks[0], personas: 3, perPersona: 6, raters: 14, limit: 10);
            crowd.Run(dropout: 0, (10 + random.Next(10), ks[1]), (25 + random.Next(20), ks[2]));

            crowd.AssertComparisonsBalanced(complete: true);
            crowd.AssertRatersBalanced(except: crowd.Exceeded);
            (given, exceeded, beyond) = (given + crowd.Given, exceeded + crowd.Exceeded, beyond + crowd.Beyond);
        }
        Assert.InRange(exceeded, 0, given / 20);
        // The interesting case does occur: comparisons that had more than the last k asks for.
        Assert.True(beyond > 100);
    }

    [Fact]
    public void Reserve_OverlapChangedWhileRatersLeave_NeverUnbalancesAComparison()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(1_000 + seed);
            var crowd = new SimulatedCrowd(seed, 1 + random.Next(5), personas: 4, perPersona: 6, raters: 30, limit: 10);
            crowd.Run(dropout: 0.1, (15, 1 + random.Next(5)), (40, 1 + random.Next(5)));

            crowd.AssertComparisonsBalanced(complete: false);
        }
    }

    /// <summary>The places that a comparison has left, taken one after another on whichever side is open, are exactly as many as said.</summary>
    [Fact]
    public void PlacesLeft_AnyState_IsHowManyCanBeTaken()
    {
        for (var k = 1; k <= 7; k++)
            for (var left = 0; left <= 6; left++)
                for (var right = 0; right <= 6; right++)
                {
                    var (l, r, taken) = (left, right, 0);
                    for (; SideBalance.IsOpen(l, r, k, firstIsLeft: true) || SideBalance.IsOpen(l, r, k, firstIsLeft: false); taken++)
                        (l, r) = SideBalance.IsOpen(l, r, k, firstIsLeft: true) ? (l + 1, r) : (l, r + 1);
                    Assert.Equal(taken, SideBalance.PlacesLeft(left, right, k));
                    Assert.True(l + r >= k && Math.Min(l, r) >= k / 2);
                }
    }

    [Fact]
    public void Reserve_ManyRaters_FreeChoicesShowNoSideMoreOften()
    {
        // One comparison, k = 1 each: the side is the bare draw. 4,000 draws: 2,000 ± 4 standard deviations of 31.6.
        var random = new Random(9);
        var comparison = NewGuid(random);
        var left = Enumerable.Range(0, 4_000).Count(_ => SideBalance.Reserve([new(comparison, 0, 0)], 1, 0, 1, 7, NewGuid(random))[0].FirstIsLeft);

        Assert.InRange(left, 1_874, 2_126);
    }

    private static OpenPlace[] Places(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => new OpenPlace(NewGuid(random), 0, 0))];

    private static Guid NewGuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
