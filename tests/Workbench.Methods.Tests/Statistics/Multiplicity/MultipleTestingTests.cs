using CsCheck;
using Workbench.Methods.Statistics.Multiplicity;
using Xunit;

namespace Workbench.Methods.Tests.Statistics.Multiplicity;

public sealed class MultipleTestingTests
{
    // vectors.json, multiple_testing (statsmodels 0.13.5 multipletests)
    private static readonly double?[] P =
    [
        0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
        0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
    ];

    public static readonly TheoryData<MultiplicityMethod, double[]> Golden = new()
    {
        { MultiplicityMethod.Bonferroni, [0.025, 0.2, 0.975, .. Enumerable.Repeat(1.0, 22)] },
        { MultiplicityMethod.Holm, [0.025, 0.192, 0.897, 0.902, 0.902, .. Enumerable.Repeat(1.0, 20)] },
        {
            MultiplicityMethod.BenjaminiHochberg,
            [0.025, 0.1, 0.21, 0.21, 0.21, 0.25, 0.264286, .. Enumerable.Repeat(0.491071, 7), 0.532813, 0.532813, 0.564706,
                0.781579, 0.781579, 0.87, 0.907143, 0.986, 0.986, 0.986, 0.986]
        },
        { MultiplicityMethod.BenjaminiYekutieli, [0.095399, 0.381596, 0.801351, 0.801351, 0.801351, 0.95399, .. Enumerable.Repeat(1.0, 19)] },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Adjust_Golden_MatchesStatsmodels(MultiplicityMethod method, double[] expected)
    {
        var adjusted = MultipleTesting.Adjust(P, method);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], adjusted[i]!.Value, 1e-6);
    }

    [Fact]
    public void Adjust_AnyOrderWithNulls_SameNumbersMonotoneAndBounded() =>
        Gen.Double[0, 1].Array[0, 12].Sample(p =>
        {
            foreach (var method in Enum.GetValues<MultiplicityMethod>())
            {
                var straight = MultipleTesting.Adjust([.. p.Select(x => (double?)x)], method);
                var reversed = MultipleTesting.Adjust([null, .. p.Reverse().Select(x => (double?)x), null], method);
                Assert.Null(reversed[0]);
                Assert.Equal(straight, reversed.Skip(1).Take(p.Length).Reverse());
                for (var i = 0; i < p.Length; i++)
                {
                    Assert.InRange(straight[i]!.Value, p[i] - 1e-12, 1);
                    for (var j = 0; j < p.Length; j++)
                    {
                        if (p[i] < p[j])
                            Assert.True(straight[i] <= straight[j]);
                    }
                }
            }
        }, iter: 200);

    [Fact]
    public void Adjust_HolmAndBh_EqualRejectionByDefinition() =>
        Gen.Double[0, 0.2].Array[1, 10].Sample(p =>
        {
            const double Level = 0.05;
            var m = p.Length;
            var sorted = p.Order().ToArray();
            // Holm: reject while p_(k) ≤ α/(m−k+1); BH: reject up to the largest k with p_(k) ≤ kα/m.
            var holm = Enumerable.Range(0, m).TakeWhile(k => sorted[k] <= Level / (m - k)).Count();
            var bh = Enumerable.Range(1, m).LastOrDefault(k => sorted[k - 1] <= k * Level / m);
            double?[] values = [.. p.Select(x => (double?)x)];
            Assert.Equal(holm, MultipleTesting.Adjust(values, MultiplicityMethod.Holm).Count(x => x <= Level));
            Assert.Equal(bh, MultipleTesting.Adjust(values, MultiplicityMethod.BenjaminiHochberg).Count(x => x <= Level));
        }, iter: 300);

    [Fact]
    public void Adjust_OutsideUnitInterval_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTesting.Adjust([1.2], MultiplicityMethod.Holm));
}
