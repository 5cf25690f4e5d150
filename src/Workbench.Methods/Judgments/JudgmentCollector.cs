using System.Text;
using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>Collects whole <see cref="Judgment"/> records, unknown fields included.</summary>
public sealed class JudgmentCollector : JudgmentSink
{
    private readonly List<Judgment> _judgments = [];
    private readonly NameTable _names = new();
    private Judgment _row = Blank();
    private Dictionary<string, JsonElement>? _extra;

    /// <summary>The records so far.</summary>
    public IReadOnlyList<Judgment> Judgments => _judgments;

    /// <summary>Hands the records over and forgets them, so that a long file can be taken in pieces.</summary>
    public IReadOnlyList<Judgment> Drain()
    {
        Judgment[] drained = [.. _judgments];
        _judgments.Clear();
        return drained;
    }

    /// <inheritdoc/>
    public override void SetText(JudgmentField field, ReadOnlySpan<byte> utf8)
    {
        if (JudgmentFields.IsAboutTexts(field))
        {
            SetUnknownText(JudgmentFields.Utf8NameOf(field), utf8);
            return;
        }

        var text = field is JudgmentField.Rationale or JudgmentField.Item ? Encoding.UTF8.GetString(utf8) : _names.Names[_names.Intern(utf8)];
        _row = field switch
        {
            JudgmentField.Item => _row with { Item = text },
            JudgmentField.Left => _row with { Left = text },
            JudgmentField.Right => _row with { Right = text },
            JudgmentField.Criterion => _row with { Criterion = text },
            JudgmentField.Rater => _row with { Rater = text },
            JudgmentField.Persona => _row with { Persona = text },
            JudgmentField.Prompt => _row with { Prompt = text },
            JudgmentField.Order => _row with { Order = text },
            _ => _row with { Rationale = text },
        };
    }

    /// <inheritdoc/>
    public override void SetNumber(JudgmentField field, double number)
    {
        if (JudgmentFields.IsAboutTexts(field))
            SetUnknown(JudgmentFields.Utf8NameOf(field), JsonSerializer.SerializeToUtf8Bytes(number));
        else
            _row = field == JudgmentField.Certainty ? _row with { Certainty = number } : _row with { Seconds = number };
    }

    /// <inheritdoc/>
    public override void SetChoice(Choice choice) => _row = _row with { Choice = choice };

    /// <inheritdoc/>
    public override void SetStrength(int strength) => _row = _row with { Strength = strength };

    /// <inheritdoc/>
    public override void SetValue(double number) => _row = _row with { Value = JudgmentValue.Of(number) };

    /// <inheritdoc/>
    public override void SetValue(ReadOnlySpan<byte> utf8) => _row = _row with { Value = JudgmentValue.Of(Encoding.UTF8.GetString(utf8)) };

    /// <inheritdoc/>
    public override void SetKind(RaterKind kind) => _row = _row with { RaterKind = kind };

    /// <inheritdoc/>
    public override void SetPerspective(Perspective perspective) => _row = _row with { Perspective = perspective };

    /// <inheritdoc/>
    public override void SetCreatedAt(DateTimeOffset createdAt) => _row = _row with { CreatedAt = createdAt };

    /// <inheritdoc/>
    public override void SetUnknown(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        (_extra ??= [])[Encoding.UTF8.GetString(utf8Name)] = JsonElement.ParseValue(ref reader);
    }

    /// <inheritdoc/>
    public override void EndRow()
    {
        _judgments.Add(_extra is null ? _row : _row with { Extra = _extra });
        (_row, _extra) = (Blank(), null);
    }

    private static Judgment Blank() => new() { Item = "" };
}
