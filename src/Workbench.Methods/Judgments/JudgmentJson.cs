using System.Globalization;
using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>Writes one judgment as one canonical JSON object.</summary>
public static class JudgmentJson
{
    /// <summary>Writes the object; absent fields are left out, an absent choice of a comparison is written as null.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="judgment">The judgment.</param>
    public static void Write(Utf8JsonWriter writer, Judgment judgment)
    {
        writer.WriteStartObject();
        writer.WriteString("item", judgment.Item);
        WriteText(writer, "left", judgment.Left);
        WriteText(writer, "right", judgment.Right);
        if (JudgmentFields.NameOf(judgment.Choice) is { } choice)
            writer.WriteString("choice", choice);
        else if (judgment.IsComparison || judgment.Value is null)
            writer.WriteNull("choice");
        if (judgment.Strength is { } strength)
            writer.WriteNumber("strength", strength);
        WriteValue(writer, judgment.Value);
        writer.WriteString("criterion", judgment.Criterion);
        WriteText(writer, "rater", judgment.Rater);
        writer.WriteString("rater_kind", JudgmentFields.NameOf(judgment.RaterKind));
        WriteText(writer, "persona", judgment.Persona);
        WriteText(writer, "prompt", judgment.Prompt);
        WriteText(writer, "perspective", JudgmentFields.NameOf(judgment.Perspective));
        if (judgment.Certainty is { } certainty)
            writer.WriteNumber("certainty", certainty);
        WriteText(writer, "order", judgment.Order);
        WriteText(writer, "rationale", judgment.Rationale);
        if (judgment.Seconds is { } seconds)
            writer.WriteNumber("seconds", seconds);
        WriteText(writer, "created_at", TimeText(judgment.CreatedAt));
        foreach (var (name, value) in judgment.Extra)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>A time as ISO 8601 in UTC, or null.</summary>
    /// <param name="time">The time.</param>
    internal static string? TimeText(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static void WriteValue(Utf8JsonWriter writer, JudgmentValue? value)
    {
        if (value is not { } rating)
            return;
        if (rating.Number is { } number)
            writer.WriteNumber("value", number);
        else
            writer.WriteString("value", rating.Text);
    }
}
