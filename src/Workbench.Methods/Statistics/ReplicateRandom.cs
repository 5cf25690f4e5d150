using System.Numerics;

namespace Workbench.Methods.Statistics;

/// <summary>
/// One independent stream of uniform numbers for one replicate of a seeded computation, so that results do not depend on
/// how replicates are spread over cores. xoshiro256** seeded by SplitMix64 of (seed, replicate).
/// </summary>
/// <remarks>Blackman, Vigna (2021), ACM Trans. Math. Softw. 47(4). Not for secrets.</remarks>
internal struct ReplicateRandom
{
    private ulong _a, _b, _c, _d;

    internal ReplicateRandom(long seed, long replicate)
    {
        var state = (ulong)seed * 0x9E3779B97F4A7C15UL ^ Mix((ulong)replicate + 0x9E3779B97F4A7C15UL);
        _a = Mix(state += 0x9E3779B97F4A7C15UL);
        _b = Mix(state += 0x9E3779B97F4A7C15UL);
        _c = Mix(state += 0x9E3779B97F4A7C15UL);
        _d = Mix(state + 0x9E3779B97F4A7C15UL);
    }

    internal ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform on 0 … bound − 1; the bias of the multiplication is below 2⁻³² for the sizes met here.</summary>
    internal int Next(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    /// <summary>Uniform on [0, 1).</summary>
    internal double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal by Box–Muller (one of the pair).</summary>
    internal double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
