using System.Security.Cryptography;
using System.Text;

namespace Workbench.Testing.OpenAi;

/// <summary>
/// A deterministic embedding for tests: each lower-cased word votes for one signed dimension, the sum has length 1.
/// Texts that share words are near each other, so retrieval over it finds what a reader would expect.
/// </summary>
internal static class HashedWordVector
{
    public static float[] Of(string text, int dimensions)
    {
        var vector = new float[dimensions];
        foreach (var word in text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(word.Trim('.', ',', '!', '?', ';', ':')));
            vector[BitConverter.ToUInt32(hash) % (uint)dimensions] += hash[4] % 2 == 0 ? 1 : -1;
        }

        var length = MathF.Sqrt(vector.Sum(value => value * value));
        if (length == 0)
        {
            vector[0] = 1;
            return vector;
        }

        return [.. vector.Select(value => value / length)];
    }
}
