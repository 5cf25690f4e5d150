using Workbench.Methods.Statistics;
using Xunit;

namespace Workbench.Methods.Tests.Statistics;

public sealed class ReplicateRandomTests
{
    [Fact] // the C code of Blackman and Vigna (xoshiro256**, SplitMix64), rewritten with Python's unbounded integers masked to 64 bits
    public void NextBits_TwoSeeds_MatchTheReferenceStream()
    {
        var random = new ReplicateRandom(7, 3);
        foreach (var bits in new[] { 2456724639479872858UL, 1897522938323179500UL, 2442438740250158008UL, 13523506752516033099UL, 17024752894247912323UL, 336470482682628841UL })
            Assert.Equal(bits, random.NextBits());
        random = new ReplicateRandom(20261125, 12);
        foreach (var uniform in new[] { 0.3271364771537818, 0.8635503683080037, 0.5396458163332092, 0.6403835552302132 })
            Assert.Equal(uniform, random.NextDouble(), 1e-15);
        random = new ReplicateRandom(20261125, 12);
        foreach (var digit in new[] { 3, 8, 5, 6 })
            Assert.Equal(digit, random.Next(10));
        // Box–Muller of the first two uniforms.
        Assert.Equal(0.582582207536451, new ReplicateRandom(20261125, 12).NextNormal(), 1e-12);
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveTheMomentsOfANormal()
    {
        var random = new ReplicateRandom(1, 1);
        double[] draws = [.. Enumerable.Range(0, 40_000).Select(_ => random.NextNormal())];
        Assert.Equal(0, draws.Average(), 0.02);
        Assert.Equal(1, draws.Average(x => x * x), 0.03);
        Assert.Equal(0, draws.Average(x => x * x * x), 0.08);
        Assert.Equal(3, draws.Average(x => x * x * x * x), 0.2);
    }
}
