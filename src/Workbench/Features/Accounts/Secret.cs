using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Workbench.Features.Accounts;

/// <summary>Secrets that travel in addresses and codes. The database keeps their hashes; only who was given one knows it.</summary>
internal static class Secret
{
    /// <summary>Letters and digits that are not mistaken for each other when read aloud or copied by hand.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>256 random bits for an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Twelve characters in three groups, 59 random bits, to be written down by a person.</summary>
    public static string NewCode() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    /// <summary>A code as typed by a person: case, blanks and hyphens do not matter.</summary>
    public static string ReadCode(string typed) => new([.. typed.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(64)]);

    // The secrets are random and long: no salt and no slow hash is needed to keep them from being guessed.
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
