using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class JudgingBlocksTests
{
    private static readonly (Guid Comparison, Guid Persona)[] Study =
        [.. Enumerable.Range(0, 60).Select(i => (Id(1, i), Id(2, i < 23 ? 0 : 1 + i % 3)))];

    [Fact]
    public void Cut_AnyStudy_HoldsEveryComparisonOnceWithItsPersona()
    {
        var blocks = JudgingBlocks.Cut(Study, 5);

        Assert.Equal(Study.Order(), blocks.SelectMany(b => b.Comparisons, (b, c) => (c, b.Persona)).Order());
        Assert.All(blocks, b => Assert.InRange(b.Comparisons.Count, 1, JudgingBlocks.MaxSize));
        Assert.Equal([10, 10, 3], blocks.Where(b => b.Persona == Id(2, 0)).Select(b => b.Comparisons.Count));
        Assert.Equal(blocks.SelectMany(b => b.Comparisons), JudgingBlocks.Cut(Study.Reverse(), 5).SelectMany(b => b.Comparisons));
        Assert.Empty(JudgingBlocks.Cut([], 5));
    }

    [Fact]
    public void InOrderOf_TwoRaters_KeepsPersonasTogetherAndDiffers()
    {
        var blocks = JudgingBlocks.Cut(Study, 5);

        var orders = Enumerable.Range(0, 20).Select(r => JudgingBlocks.InOrderOf(blocks, 5, Id(3, r)).Select(b => b.Persona).ToList()).ToList();

        Assert.All(orders, order => Assert.Equal(4, 1 + order.Zip(order.Skip(1)).Count(pair => pair.First != pair.Second)));
        Assert.True(orders.Select(o => o[0]).Distinct().Count() >= 3);
    }

    private static Guid Id(int kind, int number) => new(number, (short)kind, 0, new byte[8]);
}
