using System.IO.Compression;

namespace Workbench.Features.Datasets;

/// <summary>A folder as one zip file: entries by name and with one fixed time, so that the same files give the same bytes.</summary>
internal static class DatasetArchive
{
    // The first moment that the format can name.
    private static readonly DateTimeOffset Fixed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(string folder, Stream stream, CancellationToken ct)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(Path.GetFileName(path), CompressionLevel.Optimal);
            entry.LastWriteTime = Fixed;
            await using var source = File.OpenRead(path);
            await using var target = await entry.OpenAsync(ct);
            await source.CopyToAsync(target, ct);
        }
    }
}
