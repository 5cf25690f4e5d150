using System.Security.Cryptography;

namespace Workbench.Features.Datasets;

/// <summary>One file of an export as its manifest names it.</summary>
internal sealed record ManifestFile(string Name, string? Format, long Bytes, string Sha256, DatasetCounts? Counts)
{
    public static async Task<ManifestFile> OfAsync(string path, string? format, DatasetCounts? counts, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        return new(Path.GetFileName(path), format, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)), counts);
    }
}
