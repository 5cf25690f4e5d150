using System.Text;

namespace Workbench.Methods.Judgments;

/// <summary>Names of the canonical fields and of the values that some of them take.</summary>
public static class JudgmentFields
{
    private static readonly string[] Names =
    [
        "", "item", "left", "right", "choice", "strength", "value", "criterion", "rater", "rater_kind", "persona",
        "prompt", "perspective", "certainty", "order", "rationale", "seconds", "created_at",
        "left_length", "right_length", "left_text", "right_text", "persona_text", "persona_items",
    ];

    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>All canonical fields in their order.</summary>
    public static IReadOnlyList<JudgmentField> All { get; } =
        [.. Enum.GetValues<JudgmentField>().Where(field => field != JudgmentField.Unknown)];

    /// <summary>
    /// True for the optional fields that describe the two texts and the persona. They enter the statistics as numbers; as
    /// records they stay what the source wrote, among <see cref="Judgment.Extra"/>.
    /// </summary>
    /// <param name="field">A field.</param>
    public static bool IsAboutTexts(JudgmentField field) => field >= JudgmentField.LeftLength;

    /// <summary>The column or property name of a field.</summary>
    /// <param name="field">A canonical field.</param>
    public static string NameOf(JudgmentField field) => Names[(int)field];

    /// <summary>The column or property name of a field in UTF-8.</summary>
    /// <param name="field">A canonical field.</param>
    public static ReadOnlySpan<byte> Utf8NameOf(JudgmentField field) => Utf8Names[(int)field];

    /// <summary>The field of a column or property name; names are matched exactly, unknown names give <see cref="JudgmentField.Unknown"/>.</summary>
    /// <param name="utf8Name">The name in UTF-8.</param>
    public static JudgmentField Find(ReadOnlySpan<byte> utf8Name)
    {
        for (var i = 1; i < Utf8Names.Length; i++)
        {
            if (utf8Name.SequenceEqual(Utf8Names[i]))
                return (JudgmentField)i;
        }

        return JudgmentField.Unknown;
    }

    /// <summary>The canonical word of a choice, or null for no usable verdict.</summary>
    /// <param name="choice">The choice.</param>
    public static string? NameOf(Choice choice) => choice switch
    {
        Choice.Left => "left",
        Choice.Right => "right",
        Choice.Tie => "tie",
        Choice.BothBad => "both_bad",
        _ => null,
    };

    /// <summary>The canonical word of a perspective, or null where none is recorded.</summary>
    /// <param name="perspective">The perspective.</param>
    public static string? NameOf(Perspective perspective) => perspective switch
    {
        Perspective.Self => "self",
        Perspective.RolePlay => "role_play",
        Perspective.ThirdParty => "third_party",
        Perspective.Impersonal => "impersonal",
        _ => null,
    };

    /// <summary>The canonical word of a rater kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string NameOf(RaterKind kind) => kind == RaterKind.Model ? "model" : "human";

    /// <summary>
    /// Reads a choice. Understood are the canonical words and the habits of other tools, without regard to case:
    /// <c>1 2 0</c>, <c>a b</c>, <c>model_a model_b</c>, <c>tie (bothbad)</c>, <c>a1 a2 equal</c>. Empty and <c>null</c>
    /// mean no usable verdict.
    /// </summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="choice">The choice that was read.</param>
    /// <returns>False where the text is none of these.</returns>
    public static bool TryReadChoice(ReadOnlySpan<byte> utf8, out Choice choice)
    {
        switch (utf8)
        {
            case [(byte)'l', (byte)'e', (byte)'f', (byte)'t']: choice = Choice.Left; return true;
            case [(byte)'r', (byte)'i', (byte)'g', (byte)'h', (byte)'t']: choice = Choice.Right; return true;
            case [(byte)'t', (byte)'i', (byte)'e']: choice = Choice.Tie; return true;
            default: return TryReadOtherChoice(utf8, out choice);
        }
    }

    private static bool TryReadOtherChoice(ReadOnlySpan<byte> utf8, out Choice choice)
    {
        Span<byte> lower = stackalloc byte[16];
        choice = Choice.None;
        utf8 = Trim(utf8);
        if (utf8.Length > lower.Length)
            return false;
        for (var i = 0; i < utf8.Length; i++)
            lower[i] = utf8[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(utf8[i] | 0x20) : utf8[i];
        lower = lower[..utf8.Length];
        Choice? found = lower switch
        {
            [] => Choice.None,
            _ when lower.SequenceEqual("left"u8) => Choice.Left,
            _ when lower.SequenceEqual("right"u8) => Choice.Right,
            _ when lower.SequenceEqual("tie"u8) => Choice.Tie,
            _ when lower.SequenceEqual("1"u8) || lower.SequenceEqual("a"u8) || lower.SequenceEqual("a1"u8) || lower.SequenceEqual("model_a"u8) => Choice.Left,
            _ when lower.SequenceEqual("2"u8) || lower.SequenceEqual("b"u8) || lower.SequenceEqual("a2"u8) || lower.SequenceEqual("model_b"u8) => Choice.Right,
            _ when lower.SequenceEqual("0"u8) || lower.SequenceEqual("equal"u8) => Choice.Tie,
            _ when lower.SequenceEqual("both_bad"u8) || lower.SequenceEqual("bothbad"u8) || lower.SequenceEqual("tie (bothbad)"u8) => Choice.BothBad,
            _ when lower.SequenceEqual("null"u8) => Choice.None,
            _ => null,
        };
        choice = found ?? Choice.None;
        return found is not null;
    }

    /// <summary>Reads a rater kind (<c>human</c> or <c>model</c>; empty is human).</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="kind">The kind that was read.</param>
    /// <returns>False where the text is neither.</returns>
    public static bool TryReadKind(ReadOnlySpan<byte> utf8, out RaterKind kind)
    {
        kind = utf8.SequenceEqual("model"u8) ? RaterKind.Model : RaterKind.Human;
        return utf8.IsEmpty || kind == RaterKind.Model || utf8.SequenceEqual("human"u8);
    }

    /// <summary>Reads a perspective (empty is none).</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="perspective">The perspective that was read.</param>
    /// <returns>False where the text is no perspective.</returns>
    public static bool TryReadPerspective(ReadOnlySpan<byte> utf8, out Perspective perspective)
    {
        perspective = Perspective.None;
        if (utf8.IsEmpty)
            return true;
        if (utf8.SequenceEqual("self"u8))
            perspective = Perspective.Self;
        else if (utf8.SequenceEqual("role_play"u8))
            perspective = Perspective.RolePlay;
        else if (utf8.SequenceEqual("third_party"u8))
            perspective = Perspective.ThirdParty;
        else if (utf8.SequenceEqual("impersonal"u8))
            perspective = Perspective.Impersonal;
        return perspective != Perspective.None;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        while (utf8.Length > 0 && utf8[0] == (byte)' ')
            utf8 = utf8[1..];
        while (utf8.Length > 0 && utf8[^1] == (byte)' ')
            utf8 = utf8[..^1];
        return utf8;
    }
}
