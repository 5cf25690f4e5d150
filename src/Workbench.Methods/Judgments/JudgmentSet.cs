namespace Workbench.Methods.Judgments;

/// <summary>
/// Judgments as columns: names interned to small integers, absent columns without memory, subsets by row index. It is
/// immutable; what every estimator of this library reads. Ids index the lists of names (<see cref="Items"/>,
/// <see cref="Systems"/>, …), −1 is absent, NaN is an absent number. Subsets share the names, so ids stay comparable.
/// </summary>
public sealed class JudgmentSet
{
    private readonly JudgmentColumns _columns;
    private readonly JudgmentNames _names;

    internal JudgmentSet(int count, JudgmentColumns columns, JudgmentNames names, int duplicatesDropped, bool resolved)
    {
        Count = count;
        _columns = columns;
        _names = names;
        DuplicatesDropped = duplicatesDropped;
        IsResolved = resolved;
    }

    /// <summary>A set without judgments.</summary>
    public static JudgmentSet Empty { get; } = new JudgmentSetBuilder().Build();

    /// <summary>Number of judgments.</summary>
    public int Count { get; }

    /// <summary>Rows that <see cref="WithoutDuplicates"/> left out.</summary>
    public int DuplicatesDropped { get; }

    /// <summary>True where <see cref="Resolve"/> made the set: one verdict a rater and item, in the item's own order.</summary>
    public bool IsResolved { get; }

    /// <summary>Names of the items, by id.</summary>
    public IReadOnlyList<string> Items => _names.Items.Names;

    /// <summary>Names of the conditions or systems, by id.</summary>
    public IReadOnlyList<string> Systems => _names.Systems.Names;

    /// <summary>Labels that ratings take, by id.</summary>
    public IReadOnlyList<string> Labels => _names.Labels.Names;

    /// <summary>Names of the criteria, by id.</summary>
    public IReadOnlyList<string> Criteria => _names.Criteria.Names;

    /// <summary>Names of the raters, by id.</summary>
    public IReadOnlyList<string> Raters => _names.Raters.Names;

    /// <summary>Names of the personas, by id.</summary>
    public IReadOnlyList<string> Personas => _names.Personas.Names;

    /// <summary>Names of the prompts, by id.</summary>
    public IReadOnlyList<string> Prompts => _names.Prompts.Names;

    /// <summary>Names of the display orders, by id.</summary>
    public IReadOnlyList<string> Orders => _names.Orders.Names;

    /// <summary>Item ids.</summary>
    public ReadOnlySpan<int> Item => Ids(_columns.Item);

    /// <summary>System ids at the left, −1 absent.</summary>
    public ReadOnlySpan<int> Left => Ids(_columns.Left);

    /// <summary>System ids at the right, −1 absent.</summary>
    public ReadOnlySpan<int> Right => Ids(_columns.Right);

    /// <summary>Choices, as displayed; after <see cref="Resolve"/>, in the item's own order.</summary>
    public ReadOnlySpan<Choice> Choice => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Choice>(Values(_columns.Choice, (byte)0));

    /// <summary>Strengths 1 to 3, 0 absent.</summary>
    public ReadOnlySpan<byte> Strength => Values(_columns.Strength, (byte)0);

    /// <summary>Numeric ratings, NaN absent.</summary>
    public ReadOnlySpan<double> Value => Values(_columns.Value, double.NaN);

    /// <summary>Label ids of ratings by label, −1 absent.</summary>
    public ReadOnlySpan<int> Label => Ids(_columns.Label);

    /// <summary>Criterion ids.</summary>
    public ReadOnlySpan<int> Criterion => Ids(_columns.Criterion);

    /// <summary>Rater ids, −1 absent.</summary>
    public ReadOnlySpan<int> Rater => Ids(_columns.Rater);

    /// <summary>Kinds of rater.</summary>
    public ReadOnlySpan<RaterKind> Kind => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, RaterKind>(Values(_columns.Kind, (byte)0));

    /// <summary>Persona ids, −1 absent.</summary>
    public ReadOnlySpan<int> Persona => Ids(_columns.Persona);

    /// <summary>Prompt ids, −1 absent.</summary>
    public ReadOnlySpan<int> Prompt => Ids(_columns.Prompt);

    /// <summary>Perspectives.</summary>
    public ReadOnlySpan<Perspective> Perspective => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Perspective>(Values(_columns.Perspective, (byte)0));

    /// <summary>Certainties 0 to 100, NaN absent.</summary>
    public ReadOnlySpan<double> Certainty => Values(_columns.Certainty, double.NaN);

    /// <summary>
    /// Inverse selection probabilities 1/P, from <see cref="Judgment.SelectionProbability"/>; NaN where the rater's
    /// comparisons came in a plain random order. Estimators that weigh say so.
    /// </summary>
    public ReadOnlySpan<double> Weight => Values(_columns.Weight, double.NaN);

    /// <summary>Order ids, −1 absent.</summary>
    public ReadOnlySpan<int> Order => Ids(_columns.Order);

    /// <summary>Seconds taken, NaN absent.</summary>
    public ReadOnlySpan<double> Seconds => Values(_columns.Seconds, double.NaN);

    /// <summary>Lengths of the texts at the left, NaN absent; in the unit of the source, or words where it gave the texts.</summary>
    public ReadOnlySpan<double> LeftLength => Values(_columns.LeftLength, double.NaN);

    /// <summary>Lengths of the texts at the right, in the same unit.</summary>
    public ReadOnlySpan<double> RightLength => Values(_columns.RightLength, double.NaN);

    /// <summary>Markdown marks a word of the texts at the left, NaN absent.</summary>
    public ReadOnlySpan<double> LeftMarkdown => Values(_columns.LeftMarkdown, double.NaN);

    /// <summary>Markdown marks a word of the texts at the right.</summary>
    public ReadOnlySpan<double> RightMarkdown => Values(_columns.RightMarkdown, double.NaN);

    /// <summary>Persona attributes that the texts at the left mention, NaN absent.</summary>
    public ReadOnlySpan<double> LeftMentions => Values(_columns.LeftMentions, double.NaN);

    /// <summary>Persona attributes that the texts at the right mention.</summary>
    public ReadOnlySpan<double> RightMentions => Values(_columns.RightMentions, double.NaN);

    /// <summary>How much is known about the persona, NaN absent.</summary>
    public ReadOnlySpan<double> PersonaItems => Values(_columns.PersonaItems, double.NaN);

    /// <summary>Times as UTC ticks, 0 absent.</summary>
    public ReadOnlySpan<long> CreatedAt => Values(_columns.CreatedAt, 0L);

    /// <summary>Comparison ids of a resolved set (an item with its pair of systems), dense over the whole set; −1 before <see cref="Resolve"/>.</summary>
    public ReadOnlySpan<int> Unit => Ids(_columns.Unit);

    /// <summary>True where at least one row names a persona.</summary>
    public bool HasPersonas => _columns.Persona is not null;

    /// <summary>True where at least one row names a prompt.</summary>
    public bool HasPrompts => _columns.Prompt is not null;

    /// <summary>True where at least one row names a rater.</summary>
    public bool HasRaters => _columns.Rater is not null;

    /// <summary>True where at least one row has a selection probability.</summary>
    public bool HasWeights => _columns.Weight is not null;

    /// <summary>True where at least one row has a length on both sides.</summary>
    public bool HasLengths => _columns.LeftLength is not null && _columns.RightLength is not null;

    /// <summary>True where at least one row came with its texts.</summary>
    public bool HasTexts => _columns.LeftMarkdown is not null;

    /// <summary>True where attribute mentions could be counted: texts and a persona's text.</summary>
    public bool HasMentions => _columns.LeftMentions is not null;

    /// <summary>True where at least one row says how much is known about the persona.</summary>
    public bool HasPersonaItems => _columns.PersonaItems is not null;

    /// <summary>Id of a system by name, or −1.</summary>
    /// <param name="name">The name.</param>
    public int FindSystem(string name) => _names.Systems.Find(name);

    /// <summary>True where both sides of a row are named.</summary>
    /// <param name="row">The row.</param>
    public bool IsComparison(int row) => Left[row] >= 0 && Right[row] >= 0;

    /// <summary>True where a row has a usable verdict: a choice, or, for a rating, a value.</summary>
    /// <param name="row">The row.</param>
    public bool IsScored(int row) =>
        Choice[row] != Judgments.Choice.None || (!IsComparison(row) && (!double.IsNaN(Value[row]) || Label[row] >= 0));

    /// <summary>
    /// The left side's score of every row: 1 win, ½ tie or both bad, 0 loss, NaN unscored. A set resolved with
    /// <see cref="OrderRule.Average"/> may hold other fractions.
    /// </summary>
    public ReadOnlySpan<double> LeftScores()
    {
        if (_columns.Score is { } stored)
            return stored.Span;
        var scores = new double[Count];
        var choices = Choice;
        for (var i = 0; i < scores.Length; i++)
            scores[i] = ScoreOf(choices[i]);
        return scores;
    }

    /// <summary>The left side's score of one choice: 1, ½, 0, or NaN where there is no verdict.</summary>
    /// <param name="choice">The choice.</param>
    public static double ScoreOf(Choice choice) => choice switch
    {
        Judgments.Choice.Left => 1,
        Judgments.Choice.Right => 0,
        Judgments.Choice.Tie or Judgments.Choice.BothBad => 0.5,
        _ => double.NaN,
    };

    /// <summary>The same verdict with the sides exchanged.</summary>
    /// <param name="choice">The choice.</param>
    public static Choice Mirror(Choice choice) => choice switch
    {
        Judgments.Choice.Left => Judgments.Choice.Right,
        Judgments.Choice.Right => Judgments.Choice.Left,
        _ => choice,
    };

    /// <summary>A set made of records, in their order.</summary>
    /// <param name="judgments">The records.</param>
    public static JudgmentSet From(IEnumerable<Judgment> judgments)
    {
        var builder = new JudgmentSetBuilder();
        foreach (var judgment in judgments)
            builder.Add(judgment);
        return builder.Build();
    }

    /// <summary>The rows for which a condition holds.</summary>
    /// <param name="keep">The condition on the row index.</param>
    public JudgmentSet Where(Func<int, bool> keep)
    {
        var rows = new List<int>();
        for (var i = 0; i < Count; i++)
        {
            if (keep(i))
                rows.Add(i);
        }

        return rows.Count == Count ? this : Rows(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
    }

    /// <summary>The rows at the given indices, in that order.</summary>
    /// <param name="rows">Row indices.</param>
    public JudgmentSet Rows(ReadOnlySpan<int> rows) => new(rows.Length, _columns.Gather(rows), _names, DuplicatesDropped, IsResolved);

    /// <summary>The rows of two subsets of one set, in the order of the first and then the second; ids stay what they are.</summary>
    /// <param name="first">A subset.</param>
    /// <param name="second">Another subset of the same set.</param>
    /// <exception cref="ArgumentException">The two do not share their names.</exception>
    public static JudgmentSet Concat(JudgmentSet first, JudgmentSet second)
    {
        if (!ReferenceEquals(first._names, second._names))
            throw new ArgumentException("Both must be subsets of one set.", nameof(second));
        return new(first.Count + second.Count, first._columns.Concat(first.Count, second._columns, second.Count), first._names, first.DuplicatesDropped, first.IsResolved && second.IsResolved);
    }

    /// <summary>The rows of one criterion.</summary>
    /// <param name="criterion">Its name.</param>
    public JudgmentSet OfCriterion(string criterion)
    {
        var id = _names.Criteria.Find(criterion);
        return Where(row => Criterion[row] == id);
    }

    /// <summary>The rows of one kind of rater.</summary>
    /// <param name="kind">People or models.</param>
    public JudgmentSet OfKind(RaterKind kind) => Where(row => Kind[row] == kind);

    /// <summary>The rows of one perspective.</summary>
    /// <param name="perspective">The perspective.</param>
    public JudgmentSet OfPerspective(Perspective perspective) => Where(row => Perspective[row] == perspective);

    /// <summary>The rows of one persona.</summary>
    /// <param name="persona">Its name.</param>
    public JudgmentSet OfPersona(string persona)
    {
        var id = _names.Personas.Find(persona);
        return Where(row => Persona[row] == id);
    }

    /// <summary>
    /// The set without exact repeats: a row is dropped where an earlier row of the same rater equals it in every field,
    /// unknown fields included. Rows that name no rater are never taken for repeats.
    /// </summary>
    public JudgmentSet WithoutDuplicates()
    {
        if (!HasRaters)
            return this;
        var kept = DuplicateRows.Keep(this, _columns);
        var rows = kept.Count;
        return rows == Count
            ? this
            : new(rows, _columns.Gather(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept)), _names, DuplicatesDropped + Count - rows, IsResolved);
    }

    /// <summary>
    /// One verdict a rater, comparison, criterion and perspective, with the choice recoded to the comparison's own
    /// order, that of its first line. A comparison is an item with its unordered pair of systems; rows of the item
    /// that name no systems belong to its first pair; ratings of several systems under one item are one text each. Rows without a rater are recoded and kept one by one. The
    /// reduced row stands where its first line stood and keeps that line's other fields. Numeric ratings become their
    /// mean (under <see cref="OrderRule.First"/> the first); labels must all be equal to count, except under
    /// <see cref="OrderRule.First"/>.
    /// </summary>
    /// <param name="rule">How several lines become one.</param>
    public JudgmentSet Resolve(OrderRule rule = OrderRule.Conservative) => Resolution.Resolve(this, _columns, _names, rule);

    private ReadOnlySpan<int> Ids(ReadOnlyMemory<int>? column) => Values(column, -1);

    private ReadOnlySpan<T> Values<T>(ReadOnlyMemory<T>? column, T absent)
    {
        if (column is { } values)
            return values.Span;
        if (Count == 0)
            return [];
        return AbsentColumns<T>.Get(absent, Count);
    }
}
