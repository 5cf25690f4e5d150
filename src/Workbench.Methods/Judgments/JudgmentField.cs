namespace Workbench.Methods.Judgments;

/// <summary>The fields of a canonical judgment, in the order in which they are written.</summary>
public enum JudgmentField : byte
{
    /// <summary>Not a canonical field: kept as an unknown field.</summary>
    Unknown = 0,

    /// <summary><c>item</c>.</summary>
    Item,

    /// <summary><c>left</c>.</summary>
    Left,

    /// <summary><c>right</c>.</summary>
    Right,

    /// <summary><c>choice</c>.</summary>
    Choice,

    /// <summary><c>strength</c>.</summary>
    Strength,

    /// <summary><c>value</c>.</summary>
    Value,

    /// <summary><c>criterion</c>.</summary>
    Criterion,

    /// <summary><c>rater</c>.</summary>
    Rater,

    /// <summary><c>rater_kind</c>.</summary>
    RaterKind,

    /// <summary><c>persona</c>.</summary>
    Persona,

    /// <summary><c>prompt</c>.</summary>
    Prompt,

    /// <summary><c>perspective</c>.</summary>
    Perspective,

    /// <summary><c>certainty</c>.</summary>
    Certainty,

    /// <summary><c>order</c>.</summary>
    Order,

    /// <summary><c>rationale</c>.</summary>
    Rationale,

    /// <summary><c>seconds</c>.</summary>
    Seconds,

    /// <summary><c>created_at</c>.</summary>
    CreatedAt,

    /// <summary><c>left_length</c>: length of the text at the left, in tokens, words or characters.</summary>
    LeftLength,

    /// <summary><c>right_length</c>: the same at the right.</summary>
    RightLength,

    /// <summary><c>left_text</c>: the text at the left (or the text rated).</summary>
    LeftText,

    /// <summary><c>right_text</c>: the text at the right.</summary>
    RightText,

    /// <summary><c>persona_text</c>: what is known about the persona, in words.</summary>
    PersonaText,

    /// <summary><c>persona_items</c>: how much is known about the persona, a count.</summary>
    PersonaItems,
}
