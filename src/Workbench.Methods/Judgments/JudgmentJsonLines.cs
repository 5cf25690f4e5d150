using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>
/// The canonical JSON Lines of judgments: reads a stream line by line in constant memory, and writes records. Blank
/// lines are skipped; the first bad line ends the reading with a <see cref="JudgmentFormatException"/>.
/// </summary>
public static class JudgmentJsonLines
{
    /// <summary>Reads all lines into a sink.</summary>
    /// <param name="stream">UTF-8 text, with or without a byte order mark.</param>
    /// <param name="file">The file as the user named it, for messages.</param>
    /// <param name="map">Renamed properties.</param>
    /// <param name="sink">Where the judgments go.</param>
    /// <exception cref="JudgmentFormatException">A line is no JSON object, lacks its item or holds a bad value.</exception>
    public static void Read(Stream stream, string file, FieldMap map, JudgmentSink sink)
    {
        var lines = new LineReader(stream);
        var scratch = new byte[1024];
        while (lines.TryRead(out var line))
        {
            if (line.TrimEnd("\r\n \t"u8).IsEmpty)
                continue;
            try
            {
                ReadLine(line, file, lines.Line, map, sink, ref scratch);
            }
            catch (JsonException e)
            {
                throw new JudgmentFormatException(file, lines.Line, null, $"no valid JSON ({e.Message.Split('.')[0].TrimEnd()})");
            }
        }
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

    private static void ReadLine(ReadOnlySpan<byte> line, string file, long number, FieldMap map, JudgmentSink sink, ref byte[] scratch)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JudgmentFormatException(file, number, null, "a judgment is a JSON object");
        var hasItem = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
            var field = map.Find(name);
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
            var text = Unescape(ref reader, ref scratch);
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

    private static ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader, ref byte[] scratch)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (scratch.Length < reader.ValueSpan.Length)
            scratch = new byte[reader.ValueSpan.Length * 2];
        return scratch.AsSpan(0, reader.CopyString(scratch));
    }
}
