using System.Globalization;

namespace Workbench.Methods.Judgments;

/// <summary>
/// Keeps a spreadsheet from running a cell as a formula: text that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a
/// tab or a carriage return gets an apostrophe before it, which spreadsheets take for "this is text". Plain numbers stay
/// as they are. A text that had such apostrophes already gets one more, so that <see cref="Restore"/> gives back exactly
/// what <see cref="Protect"/> was given.
/// </summary>
/// <remarks>OWASP, "CSV Injection".</remarks>
public static class SpreadsheetText
{
    private const string Dangerous = "=+-@\t\r";

    /// <summary>The cell to write for a text.</summary>
    /// <param name="text">Any text; null and empty stay as they are.</param>
    public static string? Protect(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        var rest = text.AsSpan().TrimStart('\'');
        if (rest.IsEmpty || !Dangerous.Contains(rest[0], StringComparison.Ordinal))
            return text;
        return rest.Length == text.Length && double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text : "'" + text;
    }

    /// <summary>The text of a cell that <see cref="Protect"/> wrote; any other cell as it is.</summary>
    /// <param name="utf8">The cell in UTF-8.</param>
    public static ReadOnlySpan<byte> Restore(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8[0] != (byte)'\'')
            return utf8;
        var rest = utf8.TrimStart((byte)'\'');
        return !rest.IsEmpty && rest[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' ? utf8[1..] : utf8;
    }
}
