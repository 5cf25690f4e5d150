namespace Workbench.Methods.Judgments;

/// <summary>The columns of a <see cref="JudgmentSet"/>; a null column is absent in every row.</summary>
internal sealed record JudgmentColumns
{
    public ReadOnlyMemory<int>? Item { get; init; }
    public ReadOnlyMemory<int>? Left { get; init; }
    public ReadOnlyMemory<int>? Right { get; init; }
    public ReadOnlyMemory<byte>? Choice { get; init; }
    public ReadOnlyMemory<byte>? Strength { get; init; }
    public ReadOnlyMemory<double>? Value { get; init; }
    public ReadOnlyMemory<int>? Label { get; init; }
    public ReadOnlyMemory<int>? Criterion { get; init; }
    public ReadOnlyMemory<int>? Rater { get; init; }
    public ReadOnlyMemory<byte>? Kind { get; init; }
    public ReadOnlyMemory<int>? Persona { get; init; }
    public ReadOnlyMemory<int>? Prompt { get; init; }
    public ReadOnlyMemory<byte>? Perspective { get; init; }
    public ReadOnlyMemory<double>? Certainty { get; init; }
    public ReadOnlyMemory<int>? Order { get; init; }
    public ReadOnlyMemory<double>? Weight { get; init; }
    public ReadOnlyMemory<double>? Seconds { get; init; }
    public ReadOnlyMemory<long>? CreatedAt { get; init; }
    public ReadOnlyMemory<int>? Unit { get; init; }
    public ReadOnlyMemory<double>? Score { get; init; }
    public ReadOnlyMemory<ulong>? Rest { get; init; }
    public ReadOnlyMemory<double>? LeftLength { get; init; }
    public ReadOnlyMemory<double>? RightLength { get; init; }
    public ReadOnlyMemory<double>? LeftMarkdown { get; init; }
    public ReadOnlyMemory<double>? RightMarkdown { get; init; }
    public ReadOnlyMemory<double>? LeftMentions { get; init; }
    public ReadOnlyMemory<double>? RightMentions { get; init; }
    public ReadOnlyMemory<double>? PersonaItems { get; init; }

    /// <summary>The rows at the given indices, in that order.</summary>
    public JudgmentColumns Gather(ReadOnlySpan<int> rows) => new()
    {
        Item = Gather(Item, rows),
        Left = Gather(Left, rows),
        Right = Gather(Right, rows),
        Choice = Gather(Choice, rows),
        Strength = Gather(Strength, rows),
        Value = Gather(Value, rows),
        Label = Gather(Label, rows),
        Criterion = Gather(Criterion, rows),
        Rater = Gather(Rater, rows),
        Kind = Gather(Kind, rows),
        Persona = Gather(Persona, rows),
        Prompt = Gather(Prompt, rows),
        Perspective = Gather(Perspective, rows),
        Certainty = Gather(Certainty, rows),
        Order = Gather(Order, rows),
        Weight = Gather(Weight, rows),
        Seconds = Gather(Seconds, rows),
        CreatedAt = Gather(CreatedAt, rows),
        Unit = Gather(Unit, rows),
        Score = Gather(Score, rows),
        Rest = Gather(Rest, rows),
        LeftLength = Gather(LeftLength, rows),
        RightLength = Gather(RightLength, rows),
        LeftMarkdown = Gather(LeftMarkdown, rows),
        RightMarkdown = Gather(RightMarkdown, rows),
        LeftMentions = Gather(LeftMentions, rows),
        RightMentions = Gather(RightMentions, rows),
        PersonaItems = Gather(PersonaItems, rows),
    };

    /// <summary>These rows and then those of another set of columns.</summary>
    public JudgmentColumns Concat(int count, JudgmentColumns other, int otherCount) => new()
    {
        Item = Concat(Item, count, other.Item, otherCount, -1),
        Left = Concat(Left, count, other.Left, otherCount, -1),
        Right = Concat(Right, count, other.Right, otherCount, -1),
        Choice = Concat(Choice, count, other.Choice, otherCount, (byte)0),
        Strength = Concat(Strength, count, other.Strength, otherCount, (byte)0),
        Value = Concat(Value, count, other.Value, otherCount, double.NaN),
        Label = Concat(Label, count, other.Label, otherCount, -1),
        Criterion = Concat(Criterion, count, other.Criterion, otherCount, -1),
        Rater = Concat(Rater, count, other.Rater, otherCount, -1),
        Kind = Concat(Kind, count, other.Kind, otherCount, (byte)0),
        Persona = Concat(Persona, count, other.Persona, otherCount, -1),
        Prompt = Concat(Prompt, count, other.Prompt, otherCount, -1),
        Perspective = Concat(Perspective, count, other.Perspective, otherCount, (byte)0),
        Certainty = Concat(Certainty, count, other.Certainty, otherCount, double.NaN),
        Order = Concat(Order, count, other.Order, otherCount, -1),
        Weight = Concat(Weight, count, other.Weight, otherCount, double.NaN),
        Seconds = Concat(Seconds, count, other.Seconds, otherCount, double.NaN),
        CreatedAt = Concat(CreatedAt, count, other.CreatedAt, otherCount, 0L),
        Unit = Concat(Unit, count, other.Unit, otherCount, -1),
        Score = Concat(Score, count, other.Score, otherCount, double.NaN),
        Rest = Concat(Rest, count, other.Rest, otherCount, 0UL),
        LeftLength = Concat(LeftLength, count, other.LeftLength, otherCount, double.NaN),
        RightLength = Concat(RightLength, count, other.RightLength, otherCount, double.NaN),
        LeftMarkdown = Concat(LeftMarkdown, count, other.LeftMarkdown, otherCount, double.NaN),
        RightMarkdown = Concat(RightMarkdown, count, other.RightMarkdown, otherCount, double.NaN),
        LeftMentions = Concat(LeftMentions, count, other.LeftMentions, otherCount, double.NaN),
        RightMentions = Concat(RightMentions, count, other.RightMentions, otherCount, double.NaN),
        PersonaItems = Concat(PersonaItems, count, other.PersonaItems, otherCount, double.NaN),
    };

    private static ReadOnlyMemory<T>? Concat<T>(ReadOnlyMemory<T>? first, int firstCount, ReadOnlyMemory<T>? second, int secondCount, T absent)
    {
        if (first is null && second is null)
            return null;
        var both = new T[firstCount + secondCount];
        Array.Fill(both, absent);
        first?.CopyTo(both);
        second?.CopyTo(both.AsMemory(firstCount));
        return both;
    }

    private static ReadOnlyMemory<T>? Gather<T>(ReadOnlyMemory<T>? column, ReadOnlySpan<int> rows)
    {
        if (column is not { } values)
            return null;
        var source = values.Span;
        var gathered = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            gathered[i] = source[rows[i]];
        return gathered;
    }
}
