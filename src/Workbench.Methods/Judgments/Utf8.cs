namespace Workbench.Methods.Judgments;

/// <summary>Bytes that readers of UTF-8 files need.</summary>
internal static class Utf8
{
    /// <summary>The byte order mark that some programs put before the text.</summary>
    public static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];
}
