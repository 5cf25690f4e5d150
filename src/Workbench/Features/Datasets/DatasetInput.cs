using System.IO.Compression;

namespace Workbench.Features.Datasets;

/// <summary>Opens a file to read: <c>-</c> is standard input, gzip is undone whatever the name says.</summary>
public static class DatasetInput
{
    public static PeekStream Open(string path)
    {
        var stream = new PeekStream(path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan));
        return stream.Head.StartsWith(Magic) ? new PeekStream(new GZipStream(stream, CompressionMode.Decompress)) : stream;
    }

    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B];
}
