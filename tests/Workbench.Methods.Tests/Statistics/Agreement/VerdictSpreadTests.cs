using Workbench.Methods.Statistics.Agreement;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Agreement;

public sealed class VerdictSpreadTests
{
    [Theory]
    [InlineData(new[] { 3, 0, 0, 0 }, 0)]
    [InlineData(new[] { 1, 0, 1, 0 }, 1)] // two that differ
    [InlineData(new[] { 1, 1, 1, 0 }, 1)] // three that all differ: ln 3 / ln 3
    [InlineData(new[] { 2, 1, 0, 0 }, 0.5793801642856950)] // (2/3 ln 3/2 + 1/3 ln 3) / ln 3
    [InlineData(new[] { 5, 5, 0, 0 }, 0.5)] // ln 2 / ln 4
    [InlineData(new[] { 4 }, 0)]
    public void Of_ByHand_IsEntropyOverItsMost(int[] counts, double expected) => Assert.Equal(expected, VerdictSpread.Of(counts)!.Value, 1e-12);

    [Fact]
    public void Of_FewerThanTwo_IsUndefined()
    {
        Assert.Null(VerdictSpread.Of([]));
        Assert.Null(VerdictSpread.Of([0, 1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => VerdictSpread.Of([2, -1]));
    }
}
