using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Workbench.Methods.Judgments;

/// <summary>Builds a <see cref="JudgmentSet"/> row by row, from UTF-8 fields or from records.</summary>
public sealed class JudgmentSetBuilder : JudgmentSink
{
    private readonly JudgmentNames _names = new();
    private readonly Column<int> _item = new(-1), _left = new(-1), _right = new(-1), _label = new(-1), _criterion = new(-1);
    private readonly Column<int> _rater = new(-1), _persona = new(-1), _prompt = new(-1), _order = new(-1);
    private readonly Column<byte> _choice = new(0), _strength = new(0), _kind = new(0), _perspective = new(0);
    private readonly Column<double> _value = new(double.NaN), _certainty = new(double.NaN), _seconds = new(double.NaN);
    private readonly Column<double> _weight = new(double.NaN);
    private readonly Column<long> _createdAt = new(0);
    private readonly Column<ulong> _rest = new(0);
    private readonly TextColumns _texts = new();
    private readonly NameTable _rated = new();
    private readonly int _defaultCriterion;
    private Row _row;
    private int _count;

    /// <summary>The field that says whose text a rating is about.</summary>
    private static ReadOnlySpan<byte> System => "system"u8;

    /// <summary>Creates an empty builder.</summary>
    public JudgmentSetBuilder()
    {
        _defaultCriterion = _names.Criteria.Intern(Judgment.DefaultCriterion);
        _row = Row.Empty(_defaultCriterion);
    }

    /// <summary>Rows so far.</summary>
    public int Count => _count;

    /// <inheritdoc/>
    public override void SetText(JudgmentField field, ReadOnlySpan<byte> utf8)
    {
        switch (field)
        {
            case JudgmentField.Item: _row.Item = _names.Items.Intern(utf8); break;
            case JudgmentField.Left: _row.Left = _names.Systems.Intern(utf8); break;
            case JudgmentField.Right: _row.Right = _names.Systems.Intern(utf8); break;
            case JudgmentField.Criterion: _row.Criterion = _names.Criteria.Intern(utf8); break;
            case JudgmentField.Rater: _row.Rater = _names.Raters.Intern(utf8); break;
            case JudgmentField.Persona: _row.Persona = _names.Personas.Intern(utf8); break;
            case JudgmentField.Prompt: _row.Prompt = _names.Prompts.Intern(utf8); break;
            case JudgmentField.Order: _row.Order = _names.Orders.Intern(utf8); break;
            default:
                if (JudgmentFields.IsAboutTexts(field))
                    _texts.Set(field, utf8);
                SetUnknown(JudgmentFields.Utf8NameOf(field), utf8);
                break;
        }
    }

    /// <inheritdoc/>
    public override void SetOwnItem(ReadOnlySpan<byte> utf8Name) => _row.Item = _names.Items.Append(utf8Name);

    /// <inheritdoc/>
    public override void SetNumber(JudgmentField field, double number)
    {
        if (field == JudgmentField.Certainty)
        {
            _row.Certainty = number;
        }
        else if (field == JudgmentField.Seconds)
        {
            _row.Seconds = number;
        }
        else
        {
            _texts.Set(field, number);
            SetUnknown(JudgmentFields.Utf8NameOf(field), MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in number)));
        }
    }

    /// <inheritdoc/>
    public override void SetChoice(Choice choice) => _row.Choice = choice;

    /// <inheritdoc/>
    public override void SetStrength(int strength) => _row.Strength = (byte)strength;

    /// <inheritdoc/>
    public override void SetValue(double number) => _row.Value = number;

    /// <inheritdoc/>
    public override void SetValue(ReadOnlySpan<byte> utf8) => _row.Label = _names.Labels.Intern(utf8);

    /// <inheritdoc/>
    public override void SetKind(RaterKind kind) => _row.Kind = kind;

    /// <inheritdoc/>
    public override void SetPerspective(Perspective perspective) => _row.Perspective = perspective;

    /// <inheritdoc/>
    public override void SetCreatedAt(DateTimeOffset createdAt) => _row.CreatedAt = createdAt.UtcTicks;

    /// <inheritdoc/>
    public override void SetUnknown(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Name.SequenceEqual(System) && !utf8Json.IsEmpty && utf8Json[0] == '"')
        {
            var reader = new Utf8JsonReader(utf8Json);
            reader.Read();
            _row.Rated = _rated.Intern(NameIn(ref reader));
        }

        Keep(utf8Name, utf8Json);
    }

    /// <inheritdoc/>
    public override void SetUnknownText(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> utf8Text)
    {
        if (utf8Name.SequenceEqual(System))
            _row.Rated = _rated.Intern(utf8Text);
        Keep(utf8Name, utf8Text);
    }

    /// <summary>The name; as it is escaped where it is no valid Unicode, so that it stays one name.</summary>
    private static string NameIn(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private void Keep(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Name.SequenceEqual("selection_probability"u8) && Utf8Parser.TryParse(utf8Json, out double probability, out var read)
            && read == utf8Json.Length && probability is > 0 and <= 1)
            _row.Weight = 1 / probability;
        _row.Rest += (NameTable.Hash(utf8Name) | 1) * (NameTable.Hash(utf8Json) | 1);
    }

    /// <inheritdoc/>
    public override void EndRow()
    {
        // Whose text was rated stands where a comparison has its left side; comparisons name both sides themselves.
        if (_row.Rated >= 0 && _row is { Left: < 0, Right: < 0 } && (!double.IsNaN(_row.Value) || _row.Label >= 0))
            _row.Left = _names.Systems.Intern(_rated.Names[_row.Rated]);
        _item.Add(_row.Item);
        _left.Add(_row.Left);
        _right.Add(_row.Right);
        _choice.Add((byte)_row.Choice);
        _strength.Add(_row.Strength);
        _value.Add(_row.Value);
        _label.Add(_row.Label);
        _criterion.Add(_row.Criterion);
        _rater.Add(_row.Rater);
        _kind.Add((byte)_row.Kind);
        _persona.Add(_row.Persona);
        _prompt.Add(_row.Prompt);
        _perspective.Add((byte)_row.Perspective);
        _certainty.Add(_row.Certainty);
        _order.Add(_row.Order);
        _weight.Add(_row.Weight);
        _seconds.Add(_row.Seconds);
        _createdAt.Add(_row.CreatedAt);
        _rest.Add(_row.Rest);
        if (_texts.HasRow)
            _texts.EndRow(_count, _row.Prompt < 0 ? null : _names.Prompts.Names[_row.Prompt]);
        _count++;
        _row = Row.Empty(_defaultCriterion);
    }

    /// <summary>Adds a record.</summary>
    /// <param name="judgment">The record.</param>
    public void Add(Judgment judgment)
    {
        _row.Item = _names.Items.Intern(judgment.Item);
        _row.Left = _names.Systems.Intern(judgment.Left);
        _row.Right = _names.Systems.Intern(judgment.Right);
        _row.Choice = judgment.Choice;
        _row.Strength = (byte)(judgment.Strength ?? 0);
        _row.Value = judgment.Value?.Number ?? double.NaN;
        _row.Label = _names.Labels.Intern(judgment.Value?.Text);
        _row.Criterion = _names.Criteria.Intern(judgment.Criterion);
        _row.Rater = _names.Raters.Intern(judgment.Rater);
        _row.Kind = judgment.RaterKind;
        _row.Persona = _names.Personas.Intern(judgment.Persona);
        _row.Prompt = _names.Prompts.Intern(judgment.Prompt);
        _row.Perspective = judgment.Perspective;
        _row.Certainty = judgment.Certainty ?? double.NaN;
        _row.Order = _names.Orders.Intern(judgment.Order);
        _row.Seconds = judgment.Seconds ?? double.NaN;
        _row.CreatedAt = judgment.CreatedAt?.UtcTicks ?? 0;
        if (judgment.Rationale is { } rationale)
            SetUnknown("rationale"u8, Encoding.UTF8.GetBytes(rationale));
        foreach (var (name, value) in judgment.Extra)
            AddExtra(Encoding.UTF8.GetBytes(name), value);
        EndRow();
    }

    private void AddExtra(byte[] name, JsonElement value)
    {
        var field = JudgmentFields.Find(name);
        if (JudgmentFields.IsAboutTexts(field) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            if (FieldParser.Read(this, field, Encoding.UTF8.GetBytes(text), isText: false) is null)
                return;
        }

        SetUnknown(name, JsonSerializer.SerializeToUtf8Bytes(value));
    }

    /// <summary>The set of the rows so far. The builder must not be used afterwards.</summary>
    public JudgmentSet Build() => new(
        _count,
        _texts.Into(_count, new JudgmentColumns
        {
            Item = _item.ToMemory(),
            Left = _left.ToMemory(),
            Right = _right.ToMemory(),
            Choice = _choice.ToMemory(),
            Strength = _strength.ToMemory(),
            Value = _value.ToMemory(),
            Label = _label.ToMemory(),
            Criterion = _criterion.ToMemory(),
            Rater = _rater.ToMemory(),
            Kind = _kind.ToMemory(),
            Persona = _persona.ToMemory(),
            Prompt = _prompt.ToMemory(),
            Perspective = _perspective.ToMemory(),
            Certainty = _certainty.ToMemory(),
            Order = _order.ToMemory(),
            Weight = _weight.ToMemory(),
            Seconds = _seconds.ToMemory(),
            CreatedAt = _createdAt.ToMemory(),
            Rest = _rest.ToMemory(),
        }),
        _names,
        duplicatesDropped: 0,
        resolved: false);

    private struct Row
    {
        public int Item, Left, Right, Rated, Label, Criterion, Rater, Persona, Prompt, Order;
        public Choice Choice;
        public RaterKind Kind;
        public Perspective Perspective;
        public byte Strength;
        public double Value, Certainty, Seconds, Weight;
        public long CreatedAt;
        public ulong Rest;

        public static Row Empty(int criterion) => new()
        {
            Item = -1,
            Left = -1,
            Right = -1,
            Rated = -1,
            Label = -1,
            Criterion = criterion,
            Rater = -1,
            Persona = -1,
            Prompt = -1,
            Order = -1,
            Weight = double.NaN,
            Value = double.NaN,
            Certainty = double.NaN,
            Seconds = double.NaN,
        };
    }
}
