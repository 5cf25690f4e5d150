using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Workbench.Methods.Judgments;

/// <summary>Reads one canonical field from UTF-8 text into a sink; the same rules for JSON, CSV and TSV.</summary>
internal static class FieldParser
{
    /// <summary>Reads a field that is present. Returns what is wrong, or null.</summary>
    /// <param name="sink">Where it goes.</param>
    /// <param name="field">Which field.</param>
    /// <param name="utf8">Its text.</param>
    /// <param name="isText">True where the source says that it is text (a JSON string), so that a rating "3" stays a label.</param>
    public static string? Read(JudgmentSink sink, JudgmentField field, ReadOnlySpan<byte> utf8, bool isText)
    {
        if (utf8.IsEmpty)
            return null;
        switch (field)
        {
            case JudgmentField.Choice:
                if (!JudgmentFields.TryReadChoice(utf8, out var choice))
                    return $"'{Show(utf8)}' is no choice; use left, right, tie, both_bad or leave it empty";
                sink.SetChoice(choice);
                return null;
            case JudgmentField.Strength:
                if (!TryNumber(utf8, out var strength) || strength is not (1 or 2 or 3))
                    return $"'{Show(utf8)}' is no strength; use 1, 2 or 3";
                sink.SetStrength((int)strength);
                return null;
            case JudgmentField.Value:
                if (!isText && TryNumber(utf8, out var value))
                    sink.SetValue(value);
                else
                    sink.SetValue(utf8);
                return null;
            case JudgmentField.RaterKind:
                if (!JudgmentFields.TryReadKind(utf8, out var kind))
                    return $"'{Show(utf8)}' is no kind of rater; use human or model";
                sink.SetKind(kind);
                return null;
            case JudgmentField.Perspective:
                if (!JudgmentFields.TryReadPerspective(utf8, out var perspective))
                    return $"'{Show(utf8)}' is no perspective; use self, role_play, third_party or impersonal";
                sink.SetPerspective(perspective);
                return null;
            case JudgmentField.Certainty:
                if (!TryNumber(utf8, out var certainty) || certainty is < 0 or > 100)
                    return $"'{Show(utf8)}' is no certainty; use a number from 0 to 100";
                sink.SetNumber(field, certainty);
                return null;
            case JudgmentField.Seconds:
                if (!TryNumber(utf8, out var seconds) || seconds < 0)
                    return $"'{Show(utf8)}' is no time in seconds";
                sink.SetNumber(field, seconds);
                return null;
            case JudgmentField.LeftLength or JudgmentField.RightLength or JudgmentField.PersonaItems:
                if (!TryNumber(utf8, out var amount) || amount < 0)
                    return $"'{Show(utf8)}' is no {(field == JudgmentField.PersonaItems ? "number of items" : "length")}; use a number from 0 on";
                sink.SetNumber(field, amount);
                return null;
            case JudgmentField.CreatedAt:
                if (!TryTime(utf8, out var time))
                    return $"'{Show(utf8)}' is no ISO 8601 time";
                sink.SetCreatedAt(time);
                return null;
            default:
                sink.SetText(field, utf8);
                return null;
        }
    }

    public static string Show(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8.Length > 120 ? utf8[..120] : utf8);
        text = text.ReplaceLineEndings(" ");
        return text.Length > 40 ? text[..40] + "…" : text;
    }

    private static bool TryNumber(ReadOnlySpan<byte> utf8, out double number) =>
        Utf8Parser.TryParse(utf8, out number, out var consumed) && consumed == utf8.Length && double.IsFinite(number);

    private static bool TryTime(ReadOnlySpan<byte> utf8, out DateTimeOffset time)
    {
        Span<char> chars = stackalloc char[64];
        time = default;
        if (utf8.Length > chars.Length)
            return false;
        var length = Encoding.UTF8.GetChars(utf8, chars);
        return char.IsAsciiDigit(chars[0]) && DateTimeOffset.TryParse(
            chars[..length], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}
