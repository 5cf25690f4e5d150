using System.Security.Cryptography;
using System.Text;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>Knows a participant again without keeping who they are.</summary>
internal static class CrowdIdentity
{
    /// <summary>
    /// HMAC-SHA-256 of the platform's id under a key of the door, lower-case hex. The key is derived (HKDF) from the
    /// door's random token, so that it needs no place of its own, differs from door to door, and hashes of two studies
    /// cannot be joined. Whoever has the whole database has the key as well: they can test whether an id that they know
    /// came in, and where a platform's ids are short numbers, list them all by trying.
    /// </summary>
    public static string HashOf(CrowdDoor door, string platformId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(door), Encoding.UTF8.GetBytes(platformId)));

    private static byte[] KeyOf(CrowdDoor door) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(door.Token), 32, door.Id.ToByteArray(), "crowd participant"u8.ToArray());
}
