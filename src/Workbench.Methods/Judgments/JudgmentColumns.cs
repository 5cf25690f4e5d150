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
    public ReadOnlyMemory<double>? Seconds { get; init; }
    public ReadOnlyMemory<long>? CreatedAt { get; init; }
    public ReadOnlyMemory<int>? Unit { get; init; }
    public ReadOnlyMemory<double>? Score { get; init; }
    public ReadOnlyMemory<ulong>? Rest { get; init; }

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
        Seconds = Gather(Seconds, rows),
        CreatedAt = Gather(CreatedAt, rows),
        Unit = Gather(Unit, rows),
        Score = Gather(Score, rows),
        Rest = Gather(Rest, rows),
    };

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
