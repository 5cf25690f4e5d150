using CsCheck;
using Workbench.Methods.Judgments;
using Xunit;

namespace Workbench.Methods.Tests.Judgments;

public sealed class WavePartsTests
{
    private static readonly Gen<(Guid Comparison, Guid Persona)[]> Studies =
        Gen.Select(Gen.Guid, Gen.Int[0, 4]).Array[0, 80].Select(rows => rows.DistinctBy(r => r.Item1).Select(r => (r.Item1, new Guid(r.Item2, 0, 0, new byte[8]))).ToArray());

    /// <summary>Any shares that sum to 1, in the order in which waves add them up, divide the study: nothing twice, nothing left out.</summary>
    [Fact]
    public void Take_SharesThatSumToOne_DivideTheStudy() =>
        Gen.Select(Studies, Gen.Int[1, 100].Array[1, 6], Gen.Int).Sample((study, weights, seed) =>
        {
            var (from, parts) = (0.0, new List<Guid>());
            foreach (var weight in weights)
            {
                var to = from + ((double)weight / weights.Sum());
                parts.AddRange(WaveParts.Take(study, seed, from, to).Select(c => c.Comparison));
                from = to;
            }
            Assert.Equal(study.Select(c => c.Comparison).Order(), parts.Order());
        });

    [Fact]
    public void Take_AnyShare_HoldsThatShareOfEveryPersonaUpToOne() =>
        Gen.Select(Studies, Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int).Sample((study, from, share, seed) =>
        {
            var taken = WaveParts.Take(study, seed, from, from + share).ToList();
            foreach (var persona in study.GroupBy(c => c.Persona))
                Assert.InRange(taken.Count(c => c.Persona == persona.Key), (share * persona.Count()) - 1, (share * persona.Count()) + 1);
            Assert.Equal(taken.Count, taken.Distinct().Count());
        });

    [Fact]
    public void Take_OtherPersonasOrOtherOrder_ChangeNothing() =>
        Gen.Select(Studies, Gen.Double[0, 1], Gen.Int).Sample((study, share, seed) =>
        {
            var taken = WaveParts.Take(study, seed, 0, share).ToHashSet();
            Assert.Equal(taken, WaveParts.Take(study.Reverse(), seed, 0, share).ToHashSet());
            foreach (var persona in study.GroupBy(c => c.Persona))
                Assert.Equal(taken.Where(c => c.Persona == persona.Key).ToHashSet(), WaveParts.Take(persona, seed, 0, share).ToHashSet());
        });

    [Fact]
    public void Take_AfterTheWholeOrder_BeginsItAgain()
    {
        var study = Enumerable.Range(0, 40).Select(i => (new Guid(i, 1, 0, new byte[8]), new Guid(i % 3, 2, 0, new byte[8]))).ToArray();

        Assert.Equal(WaveParts.Take(study, 5, 0, 0.3), WaveParts.Take(study, 5, 1, 1.3));
        Assert.Equal(WaveParts.Take(study, 5, 0.8, 1).Concat(WaveParts.Take(study, 5, 0, 0.3)).Order(), WaveParts.Take(study, 5, 0.8, 1.3).Order());
        Assert.Equal(40, WaveParts.Take(study, 5, 0.4, 1.4).Count());
        Assert.Empty(WaveParts.Take(study, 5, 0.4, 0.4));
        Assert.NotEqual(WaveParts.Take(study, 5, 0, 0.5), WaveParts.Take(study, 6, 0, 0.5));
    }

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(0.5, 0.4)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Take_MarksThatAreNone_AreRefused(double from, double to) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WaveParts.Take([], 1, from, to).ToList());
}
