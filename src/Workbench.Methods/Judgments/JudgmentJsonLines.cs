using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>
/// The canonical JSON Lines of judgments: reads a stream line by line in constant memory, and writes records. Blank
/// lines are skipped; the first bad line ends the reading with a <see cref="JudgmentFormatException"/>.
/// </summary>
public static class JudgmentJsonLines
{
    private const string NoText = "this is no valid Unicode text (half of a character, cut off inside an emoji, say)";

    /// <summary>Reads all lines into a sink.</summary>
    /// <param name="stream">UTF-8 text, with or without a byte order mark.</param>
    /// <param name="file">The file as the user named it, for messages.</param>
    /// <param name="map">Renamed properties.</param>
    /// <param name="sink">Where the judgments go.</param>
    /// <exception cref="JudgmentFormatException">A line is no JSON object, lacks its item or holds a bad value, or a renamed property occurs on no line.</exception>
    public static void Read(Stream stream, string file, FieldMap map, JudgmentSink sink)
    {
        var lines = new LineReader(stream);
        var scratch = new byte[1024];
        var found = new HashSet<JudgmentField>();
        while (lines.TryRead(out var line))
        {
            if (line.TrimEnd("\r\n \t"u8).IsEmpty)
                continue;
            try
            {
                ReadLine(line, file, lines.Line, map, found, sink, ref scratch);
            }
            catch (JsonException e)
            {
                throw new JudgmentFormatException(file, lines.Line, null, $"no valid JSON ({e.Message.Split('.')[0].TrimEnd()})");
            }
        }

        // A misspelt name would leave every row without the field, and the file's own field of that name unread.
        if (lines.Line > 0 && map.Sources.FirstOrDefault(source => !found.Contains(source.Value)) is { Key: { } missing } source)
            throw new JudgmentFormatException(file, lines.Line, JudgmentFields.NameOf(source.Value), $"no line of the file has '{missing}'");
    }

    /// <summary>Writes one judgment as one line, absent fields left out, unknown fields at the end.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="judgments">The judgments.</param>
    public static void Write(Stream stream, IEnumerable<Judgment> judgments)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var judgment in judgments)
        {
            JudgmentJson.Write(writer, judgment);
            writer.Flush();
            stream.WriteByte((byte)'\n');
            writer.Reset();
        }
    }

    private static void ReadLine(ReadOnlySpan<byte> line, string file, long number, FieldMap map, HashSet<JudgmentField> found, JudgmentSink sink, ref byte[] scratch)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JudgmentFormatException(file, number, null, "a judgment is a JSON object");
        var hasItem = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader, file, number);
            var field = map.Find(name);
            if (map.Sources.Count > 0)
                found.Add(field);
            reader.Read();
            if (field == JudgmentField.Unknown)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                sink.SetUnknown(name, line[start..(int)reader.BytesConsumed]);
                continue;
            }

            if (reader.TokenType == JsonTokenType.Null)
                continue;
            if (JudgmentFields.IsAboutTexts(field) && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                // A conversation, say, in the place of a text: kept, like any field that means nothing here.
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                sink.SetUnknown(name, line[start..(int)reader.BytesConsumed]);
                continue;
            }

            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
                throw new JudgmentFormatException(file, number, JudgmentFields.NameOf(field), "must be text or a number");
            if (!TryUnescape(ref reader, ref scratch, out var text))
                throw new JudgmentFormatException(file, number, JudgmentFields.NameOf(field), NoText);
            if (FieldParser.Read(sink, field, text, reader.TokenType == JsonTokenType.String) is { } problem)
                throw new JudgmentFormatException(file, number, JudgmentFields.NameOf(field), problem);
            hasItem |= field == JudgmentField.Item && !text.IsEmpty;
        }

        if (reader.Read())
            throw new JudgmentFormatException(file, number, null, "more than one JSON value on the line");
        if (!hasItem)
            throw new JudgmentFormatException(file, number, "item", "is required and missing");
        sink.EndRow();
    }

    private static ReadOnlySpan<byte> NameOf(ref Utf8JsonReader reader, string file, long number)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        try
        {
            return System.Text.Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            throw new JudgmentFormatException(file, number, null, NoText);
        }
    }

    /// <summary>The bytes of the value; false for valid JSON that is no text, such as half of an emoji's surrogate pair.</summary>
    private static bool TryUnescape(ref Utf8JsonReader reader, ref byte[] scratch, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
            return true;
        if (scratch.Length < reader.ValueSpan.Length)
            scratch = new byte[reader.ValueSpan.Length * 2];
        try
        {
            text = scratch.AsSpan(0, reader.CopyString(scratch));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
