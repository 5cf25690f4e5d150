using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workbench.Methods.Personas;

/// <summary>Reads and writes a persona as one JSON object whose names are the keys of the <see cref="PersonaSchema"/>.</summary>
public static class PersonaJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON, fields in schema order, unknown fields last; the same persona gives the same bytes.</summary>
    /// <param name="persona">The persona.</param>
    public static string Write(Persona persona)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("name", persona.Name);
            foreach (var field in PersonaSchema.Fields)
                WriteField(json, field, [.. persona.Of(field.Key)]);
            foreach (var (name, raw) in persona.Unknown.OrderBy(u => u.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(raw);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads what <see cref="Write"/> writes, and friendlier shapes of it: aliases of fields, numbers or text for an age, one string for a list.</summary>
    /// <param name="text">One JSON object.</param>
    /// <exception cref="FormatException">Not a JSON object, or a field of the wrong shape; the message names the field.</exception>
    public static Persona Read(string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException error)
        {
            throw new FormatException($"not valid JSON at byte {error.BytePositionInLine + 1}: {Reason(error)}", error);
        }
        using (document)
            return Read(document.RootElement);
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="json">One JSON object.</param>
    public static Persona Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"a persona is a JSON object, not {Kind(json)}");
        string? name = null;
        var items = new List<PersonaItem>();
        var unknown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (property.NameEquals("name"))
                name = property.Value.ValueKind == JsonValueKind.String
                    ? property.Value.GetString()
                    : throw new FormatException($"name: expected text, found {Kind(property.Value)}");
            else if (PersonaSchema.Find(property.Name) is { } field && items.All(i => i.Field != field.Key))
                items.AddRange(ReadField(field, property.Name, property.Value));
            else
                unknown[property.Name] = Raw(property.Value);
        }
        return new Persona { Name = name ?? "", Items = items, Unknown = unknown }.Normalized();
    }

    private static void WriteField(Utf8JsonWriter json, PersonaField field, List<PersonaItem> items)
    {
        if (items.Count == 0)
            return;
        json.WritePropertyName(field.Key);
        if (field.Kind == PersonaFieldKind.Number && int.TryParse(items[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            json.WriteNumberValue(number);
        else if (field.IsSingle)
            json.WriteStringValue(items[0].Text);
        else
        {
            json.WriteStartArray();
            foreach (var item in items)
                WriteItem(json, field, item);
            json.WriteEndArray();
        }
    }

    private static void WriteItem(Utf8JsonWriter json, PersonaField field, PersonaItem item)
    {
        if (field.Kind == PersonaFieldKind.Statements)
        {
            json.WriteStringValue(item.Text);
            return;
        }
        json.WriteStartObject();
        if (item.Title is not null)
            json.WriteString(field.Kind == PersonaFieldKind.Pairs ? "prompt" : "title", item.Title);
        if (item.Date is { } date)
            json.WriteString("date", date.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString(field.Kind == PersonaFieldKind.Pairs ? "chosen" : "text", item.Text);
        if (item.Rejected is not null)
            json.WriteString("rejected", item.Rejected);
        if (item.Extra is not null)
        {
            using var extra = JsonDocument.Parse(item.Extra);
            foreach (var property in extra.RootElement.EnumerateObject())
                property.WriteTo(json);
        }
        json.WriteEndObject();
    }

    private static IEnumerable<PersonaItem> ReadField(PersonaField field, string name, JsonElement value)
    {
        if (!field.IsSingle && value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((v, i) => ReadItem(field, $"{name}[{i}]", v))];
        if (field.IsSingle && value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String))
            return [new PersonaItem { Field = field.Key, Text = string.Join(", ", value.EnumerateArray().Select(v => v.GetString())) }];
        return [ReadItem(field, name, value)];
    }

    private static PersonaItem ReadItem(PersonaField field, string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new() { Field = field.Key, Text = value.GetString()! },
        JsonValueKind.Number => new() { Field = field.Key, Text = value.GetRawText() },
        JsonValueKind.Object when !field.IsSingle => ReadEntry(field, name, value),
        _ => throw new FormatException($"{name}: expected text, found {Kind(value)}"),
    };

    private static PersonaItem ReadEntry(PersonaField field, string name, JsonElement value)
    {
        var isPair = field.Kind == PersonaFieldKind.Pairs;
        var text = Present(value, isPair ? ["chosen", "text"] : ["text", "chosen"]);
        var title = Present(value, isPair ? ["prompt", "title"] : ["title", "prompt"]);
        return new()
        {
            Field = field.Key,
            Text = Text(name, value, text) ?? throw new FormatException($"{name}: an entry needs a \"{(isPair ? "chosen" : "text")}\""),
            Title = Text(name, value, title),
            Date = ReadDate(name, Text(name, value, "date")),
            Rejected = isPair ? Text(name, value, "rejected") : null,
            Extra = Extra(value, [text, title, "date", isPair ? "rejected" : null]),
        };
    }

    private static string? Present(JsonElement value, string[] names) =>
        names.FirstOrDefault(n => value.TryGetProperty(n, out var found) && found.ValueKind != JsonValueKind.Null);

    private static string? Text(string name, JsonElement value, string? member)
    {
        if (member is null || !value.TryGetProperty(member, out var found) || found.ValueKind == JsonValueKind.Null)
            return null;
        return found.ValueKind == JsonValueKind.String ? found.GetString() : throw new FormatException($"{name}.{member}: expected text, found {Kind(found)}");
    }

    /// <summary>The members of an entry that have no place of their own.</summary>
    private static string? Extra(JsonElement value, string?[] known)
    {
        var others = value.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null && !known.Contains(p.Name)).ToList();
        if (others.Count == 0)
            return null;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            others.ForEach(p => p.WriteTo(json));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The value on one line, in our spelling.</summary>
    private static string Raw(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
            value.WriteTo(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "text",
        JsonValueKind.Null or JsonValueKind.Undefined => "nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, "unknown kind of JSON value"),
    };

    // The rest of the message counts lines from 0 and bytes, which helps nobody who looks at a file.
    private static string Reason(JsonException error) => error.Message.Split([" LineNumber:", " Path:"], StringSplitOptions.None)[0].Trim().TrimEnd('.');

    private static DateOnly? ReadDate(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var day = text.Length > 10 ? text[..10] : text;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"{name}.date: '{text}' is not a date like 2026-03-02");
    }
}
