using System.Buffers.Text;
using System.Text;

namespace Workbench.Methods.Judgments;

/// <summary>
/// Judgments as CSV or TSV with the canonical column names, or with others under a <see cref="FieldMap"/>. A table
/// without an item column takes every row for an item of its own, named by its line. Empty cells are absent. Text that
/// a spreadsheet would run as a formula is written after an apostrophe and read back without it (<see cref="SpreadsheetText"/>).
/// </summary>
public static class JudgmentTable
{
    /// <summary>Reads all rows into a sink.</summary>
    /// <param name="stream">UTF-8 text, with or without a byte order mark.</param>
    /// <param name="file">The file as the user named it, for messages.</param>
    /// <param name="delimiter">The delimiter: a comma, a tab or a semicolon.</param>
    /// <param name="map">Renamed columns.</param>
    /// <param name="sink">Where the judgments go.</param>
    /// <exception cref="JudgmentFormatException">The header lacks a mapped column or any verdict, a row has another number of columns, or a cell holds a bad value.</exception>
    public static void Read(Stream stream, string file, char delimiter, FieldMap map, JudgmentSink sink)
    {
        var table = new TableReader(stream, file, (byte)delimiter);
        if (!table.TryRead())
            return;
        var (columns, names) = ReadHeader(table, file, map);
        var hasItem = columns.Contains(JudgmentField.Item);
        var width = columns.Length;
        Span<byte> line = stackalloc byte[24];
        while (table.TryRead())
        {
            if (table.FieldCount != width)
                throw new JudgmentFormatException(file, table.Line, null, $"the header has {width} columns, this row has {table.FieldCount}");
            for (var i = 0; i < width; i++)
            {
                var cell = SpreadsheetText.Restore(table[i]);
                if (columns[i] == JudgmentField.Unknown)
                {
                    if (!cell.IsEmpty)
                        sink.SetUnknownText(names[i], cell);
                }
                else if (cell.IsEmpty && columns[i] == JudgmentField.Item)
                    throw new JudgmentFormatException(file, table.Line, NameOf(names[i]), "is required and empty");
                else if (FieldParser.Read(sink, columns[i], cell, isText: false) is { } problem)
                    throw new JudgmentFormatException(file, table.Line, NameOf(names[i]), problem);
            }

            if (!hasItem)
            {
                Utf8Formatter.TryFormat(table.Line, line, out var length);
                sink.SetOwnItem(line[..length]);
            }

            sink.EndRow();
        }
    }

    /// <summary>Writes the canonical columns that occur, then the unknown fields that occur (text as it is, anything else as JSON).</summary>
    /// <param name="writer">Where to; lines end with <c>\n</c>.</param>
    /// <param name="delimiter">A comma or a tab.</param>
    /// <param name="judgments">The judgments; gone through twice.</param>
    public static void Write(TextWriter writer, char delimiter, IReadOnlyCollection<Judgment> judgments) =>
        JudgmentTableWriter.Write(writer, delimiter, judgments);

    /// <summary>The delimiter that a header line uses: a tab, a semicolon where no comma occurs, else a comma.</summary>
    /// <param name="head">The first bytes of the file.</param>
    public static char DelimiterOf(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        var header = end < 0 ? head : head[..end];
        return header.Contains((byte)'\t') ? '\t'
            : header.Contains((byte)';') && !header.Contains((byte)',') ? ';'
            : ',';
    }

    private static (JudgmentField[] Columns, byte[][] Names) ReadHeader(TableReader table, string file, FieldMap map)
    {
        var columns = new JudgmentField[table.FieldCount];
        var names = new byte[table.FieldCount][];
        for (var i = 0; i < columns.Length; i++)
        {
            names[i] = SpreadsheetText.Restore(table[i]).ToArray();
            if (names[i].Contains((byte)'\r') && !names[i].Contains((byte)'\n'))
                throw new JudgmentFormatException(file, table.Line, null, "its lines end with carriage returns alone; save it with line feeds");
            columns[i] = map.Find(names[i]);
            if (columns[i] != JudgmentField.Unknown && columns.AsSpan(0, i).Contains(columns[i]))
                throw new JudgmentFormatException(file, table.Line, NameOf(names[i]), "the column comes twice");
        }

        foreach (var (source, field) in map.Sources)
        {
            if (!names.Any(name => NameOf(name) == source))
                throw new JudgmentFormatException(file, table.Line, JudgmentFields.NameOf(field), $"the header has no column '{source}'");
        }

        if (!columns.Contains(JudgmentField.Choice) && !columns.Contains(JudgmentField.Value))
        {
            throw new JudgmentFormatException(
                file, table.Line, "choice", "the header has neither 'choice' nor 'value'; name the column of the verdict, e.g. --map choice=winner");
        }

        return (columns, names);
    }

    private static string NameOf(byte[] name) => Encoding.UTF8.GetString(name);
}
