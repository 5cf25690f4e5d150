namespace Workbench.Methods.Judgments;

/// <summary>Folds the lines of one rater on one comparison into one verdict.</summary>
internal sealed class VerdictReducer(JudgmentSet set, ComparisonUnits units, OrderRule rule)
{
    private int _lines, _left, _right, _tie, _bad, _numbers;
    private double _sum, _firstNumber;
    private int _label;
    private Choice _first;

    public void Start()
    {
        (_lines, _left, _right, _tie, _bad, _numbers) = (0, 0, 0, 0, 0, 0);
        (_sum, _firstNumber, _label, _first) = (0, double.NaN, -1, Choice.None);
    }

    public void Add(int row)
    {
        var choice = units.Swapped[row] ? JudgmentSet.Mirror(set.Choice[row]) : set.Choice[row];
        AddLabel(set.Label[row]);
        _lines++;
        if (_first == Choice.None)
            _first = choice;
        _left += choice == Choice.Left ? 1 : 0;
        _right += choice == Choice.Right ? 1 : 0;
        _tie += choice == Choice.Tie ? 1 : 0;
        _bad += choice == Choice.BothBad ? 1 : 0;
        var number = set.Value[row];
        if (double.IsNaN(number))
            return;
        if (_numbers++ == 0)
            _firstNumber = number;
        _sum += number;
    }

    public Choice Choice => rule switch
    {
        OrderRule.First => _first,
        OrderRule.Average => Scored == 0 ? Choice.None : Score > 0.5 ? Choice.Left : Score < 0.5 ? Choice.Right : TieKind,
        _ => Scored < _lines ? Choice.None : _left == _lines ? Choice.Left : _right == _lines ? Choice.Right : TieKind,
    };

    public double Score => Scored == 0 ? double.NaN : (_left + ((_tie + _bad) * 0.5)) / Scored;

    public double Value => _numbers == 0 ? double.NaN : rule == OrderRule.First ? _firstNumber : _sum / _numbers;

    public int Label => _label == Conflict ? -1 : _label;

    private const int Conflict = -2;

    private int Scored => _left + _right + _tie + _bad;

    private Choice TieKind => _bad == Scored ? Choice.BothBad : Choice.Tie;

    private void AddLabel(int label)
    {
        if (_lines == 0 || (rule == OrderRule.First && _label < 0))
            _label = label;
        else if (rule != OrderRule.First && label != _label)
            _label = Conflict;
    }
}
