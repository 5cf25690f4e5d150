using System.Text;
using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>
/// What a reader pours judgments into, field by field and without a string a field: the columnar
/// <see cref="JudgmentSetBuilder"/>, or <see cref="JudgmentCollector"/> for whole records. A row starts empty; fields
/// that are not set stay absent; <see cref="EndRow"/> closes it.
/// </summary>
public abstract class JudgmentSink
{
    /// <summary>Sets one of the text fields (item, left, right, criterion, rater, persona, prompt, order, rationale, left_text, right_text, persona_text).</summary>
    /// <param name="field">Which.</param>
    /// <param name="utf8">The text in UTF-8, not empty.</param>
    public abstract void SetText(JudgmentField field, ReadOnlySpan<byte> utf8);

    /// <summary>Makes the row an item of its own, under a name that need not be unique.</summary>
    /// <param name="utf8Name">The name in UTF-8, e.g. the number of its line.</param>
    public virtual void SetOwnItem(ReadOnlySpan<byte> utf8Name) => SetText(JudgmentField.Item, utf8Name);

    /// <summary>Sets certainty, seconds, a length or the amount of persona data.</summary>
    /// <param name="field">Which.</param>
    /// <param name="number">The number.</param>
    public abstract void SetNumber(JudgmentField field, double number);

    /// <summary>Sets the choice.</summary>
    /// <param name="choice">The choice as displayed.</param>
    public abstract void SetChoice(Choice choice);

    /// <summary>Sets the strength.</summary>
    /// <param name="strength">1 to 3.</param>
    public abstract void SetStrength(int strength);

    /// <summary>Sets a numeric rating.</summary>
    /// <param name="number">The rating.</param>
    public abstract void SetValue(double number);

    /// <summary>Sets a rating by label.</summary>
    /// <param name="utf8">The label in UTF-8.</param>
    public abstract void SetValue(ReadOnlySpan<byte> utf8);

    /// <summary>Sets the rater's kind.</summary>
    /// <param name="kind">The kind.</param>
    public abstract void SetKind(RaterKind kind);

    /// <summary>Sets the perspective.</summary>
    /// <param name="perspective">The perspective.</param>
    public abstract void SetPerspective(Perspective perspective);

    /// <summary>Sets the time of the judgment.</summary>
    /// <param name="createdAt">The time, UTC.</param>
    public abstract void SetCreatedAt(DateTimeOffset createdAt);

    /// <summary>Sets an unknown field.</summary>
    /// <param name="utf8Name">Its name in UTF-8.</param>
    /// <param name="utf8Json">Its value as JSON in UTF-8.</param>
    public abstract void SetUnknown(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> utf8Json);

    /// <summary>Sets an unknown field that is plain text.</summary>
    /// <param name="utf8Name">Its name in UTF-8.</param>
    /// <param name="utf8Text">Its text in UTF-8.</param>
    public virtual void SetUnknownText(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> utf8Text) =>
        SetUnknown(utf8Name, JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(utf8Text)));

    /// <summary>Closes the row.</summary>
    public abstract void EndRow();
}
