using Workbench.Methods.Text;

namespace Workbench.Methods.Judgments;

/// <summary>
/// What the source tells of the two texts of each row: lengths as given, or words, Markdown and attribute mentions counted from the texts. Texts are
/// counted once however many rows show them, and are forgotten afterwards. A row that tells nothing costs nothing.
/// </summary>
internal sealed class TextColumns
{
    private readonly NameTable _texts = new();
    private readonly Dictionary<int, TextFeatures> _features = [];
    private readonly Dictionary<int, AttributeMentionDetector> _detectors = [];
    private readonly Dictionary<(int Text, int Persona, string? Prompt), int> _mentions = [];
    private readonly Column<double> _leftLength = new(double.NaN), _rightLength = new(double.NaN);
    private readonly Column<double> _leftMarkdown = new(double.NaN), _rightMarkdown = new(double.NaN);
    private readonly Column<double> _leftMentions = new(double.NaN), _rightMentions = new(double.NaN);
    private readonly Column<double> _personaItems = new(double.NaN);
    private Row _row = Row.Empty;

    /// <summary>True where the current row told anything.</summary>
    public bool HasRow { get; private set; }

    public void Set(JudgmentField field, ReadOnlySpan<byte> utf8)
    {
        HasRow = true;
        switch (field)
        {
            case JudgmentField.LeftText: _row.Left = _texts.Intern(utf8); break;
            case JudgmentField.RightText: _row.Right = _texts.Intern(utf8); break;
            case JudgmentField.PersonaText: _row.Persona = _texts.Intern(utf8); break;
        }
    }

    public void Set(JudgmentField field, double number)
    {
        HasRow = true;
        switch (field)
        {
            case JudgmentField.LeftLength: _row.LeftLength = number; break;
            case JudgmentField.RightLength: _row.RightLength = number; break;
            case JudgmentField.PersonaItems: _row.PersonaItems = number; break;
        }
    }

    /// <param name="row">Index of the row.</param>
    /// <param name="prompt">The row's prompt: attributes that it names itself are no mentions.</param>
    public void EndRow(int row, string? prompt)
    {
        // Both lengths as given, or both counted: one of each would compare tokens with words.
        var given = !double.IsNaN(_row.LeftLength) && !double.IsNaN(_row.RightLength);
        var counted = !given && _row.Left >= 0 && _row.Right >= 0;
        Put(_leftLength, row, given ? _row.LeftLength : counted ? Of(_row.Left).Words : double.NaN);
        Put(_rightLength, row, given ? _row.RightLength : counted ? Of(_row.Right).Words : double.NaN);
        Put(_leftMarkdown, row, _row.Left >= 0 ? Of(_row.Left).MarkdownDensity : double.NaN);
        Put(_rightMarkdown, row, _row.Right >= 0 ? Of(_row.Right).MarkdownDensity : double.NaN);
        Put(_leftMentions, row, Mentions(_row.Left, prompt));
        Put(_rightMentions, row, Mentions(_row.Right, prompt));
        Put(_personaItems, row, _row.PersonaItems);
        (_row, HasRow) = (Row.Empty, false);
    }

    /// <summary>The columns with these added, all as long as the rows.</summary>
    public JudgmentColumns Into(int count, JudgmentColumns columns)
    {
        foreach (var column in new[] { _leftLength, _rightLength, _leftMarkdown, _rightMarkdown, _leftMentions, _rightMentions, _personaItems })
            column.PadTo(count);
        return columns with
        {
            LeftLength = _leftLength.ToMemory(),
            RightLength = _rightLength.ToMemory(),
            LeftMarkdown = _leftMarkdown.ToMemory(),
            RightMarkdown = _rightMarkdown.ToMemory(),
            LeftMentions = _leftMentions.ToMemory(),
            RightMentions = _rightMentions.ToMemory(),
            PersonaItems = _personaItems.ToMemory(),
        };
    }

    private static void Put(Column<double> column, int row, double value)
    {
        column.PadTo(row);
        column.Add(value);
    }

    private TextFeatures Of(int text)
    {
        if (!_features.TryGetValue(text, out var features))
            _features[text] = features = TextFeatures.Of(_texts.Names[text]);
        return features;
    }

    private double Mentions(int text, string? prompt)
    {
        if (text < 0 || _row.Persona < 0)
            return double.NaN;
        if (_mentions.TryGetValue((text, _row.Persona, prompt), out var known))
            return known;
        if (!_detectors.TryGetValue(_row.Persona, out var detector))
            _detectors[_row.Persona] = detector = new AttributeMentionDetector(PersonaTextAttributes.Of(_texts.Names[_row.Persona]));
        return _mentions[(text, _row.Persona, prompt)] = detector.Count(_texts.Names[text], prompt);
    }

    private struct Row
    {
        public int Left, Right, Persona;
        public double LeftLength, RightLength, PersonaItems;

        public static Row Empty => new() { Left = -1, Right = -1, Persona = -1, LeftLength = double.NaN, RightLength = double.NaN, PersonaItems = double.NaN };
    }
}
