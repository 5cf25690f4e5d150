using System.Globalization;

namespace Workbench.Methods.Judgments;

/// <summary>The value of a rating: a number, or a label.</summary>
/// <param name="Number">The number, or null for a label.</param>
/// <param name="Text">The label, or null for a number.</param>
public readonly record struct JudgmentValue(double? Number, string? Text)
{
    /// <summary>A numeric rating.</summary>
    /// <param name="number">The rating.</param>
    public static JudgmentValue Of(double number) => new(number, null);

    /// <summary>A rating by label.</summary>
    /// <param name="text">The label.</param>
    public static JudgmentValue Of(string text) => new(null, text);

    /// <summary>The number in invariant culture, or the label.</summary>
    public override string ToString() => Number?.ToString("R", CultureInfo.InvariantCulture) ?? Text ?? "";
}
