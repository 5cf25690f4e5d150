using System.Text;

namespace Workbench.Methods.Judgments;

/// <summary>Which column or property of a source stands for which canonical field (<c>--map left=model_x,choice=winner</c>).</summary>
public sealed class FieldMap
{
    private readonly Dictionary<string, JudgmentField> _bySource = new(StringComparer.Ordinal);
    private readonly HashSet<JudgmentField> _mapped = [];

    /// <summary>A map that renames nothing.</summary>
    public static FieldMap None { get; } = new();

    /// <summary>The sources that the map names, with their fields.</summary>
    public IReadOnlyDictionary<string, JudgmentField> Sources => _bySource;

    /// <summary>Parses <c>field=column,field=column</c>; a column name may contain anything but a comma.</summary>
    /// <param name="text">The text, or null or empty for no renaming.</param>
    /// <exception cref="FormatException">A part has no <c>=</c>, or names no canonical field, or a field or column comes twice.</exception>
    public static FieldMap Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return None;
        var map = new FieldMap();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == part.Length - 1)
                throw new FormatException($"'{part}' is no mapping; write field=column");
            var field = JudgmentFields.Find(Encoding.UTF8.GetBytes(part[..at].Trim()));
            if (field == JudgmentField.Unknown)
                throw new FormatException($"'{part[..at]}' is no field of a judgment; the fields are {string.Join(", ", JudgmentFields.All.Select(JudgmentFields.NameOf))}");
            if (!map._mapped.Add(field))
                throw new FormatException($"field '{part[..at]}' is mapped twice");
            if (!map._bySource.TryAdd(part[(at + 1)..].Trim(), field))
                throw new FormatException($"column '{part[(at + 1)..]}' is mapped twice");
        }

        return map;
    }

    /// <summary>
    /// The field of a source name: the mapped one, else the canonical field of that name unless another source was
    /// mapped to it.
    /// </summary>
    /// <param name="utf8Name">The source's name in UTF-8.</param>
    public JudgmentField Find(ReadOnlySpan<byte> utf8Name)
    {
        if (_bySource.Count > 0 && _bySource.TryGetValue(Encoding.UTF8.GetString(utf8Name), out var mapped))
            return mapped;
        var field = JudgmentFields.Find(utf8Name);
        return _mapped.Contains(field) ? JudgmentField.Unknown : field;
    }
}
