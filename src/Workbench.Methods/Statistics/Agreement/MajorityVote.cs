namespace Workbench.Methods.Statistics.Agreement;

/// <summary>
/// The one most frequent category of each item. An item whose top is shared has <em>no majority</em> and keeps that state:
/// nothing is broken by order, chance or first seen.
/// </summary>
/// <remarks>Assumption: votes of one item are exchangeable. Items without a vote are neither counted nor labelled.</remarks>
public sealed record MajorityVote
{
    /// <summary>Label of an item whose most frequent category is shared.</summary>
    public const int NoMajority = -1;

    /// <summary>Label of an item without a vote.</summary>
    public const int NoVotes = -2;

    /// <summary>One label an item: a category code, <see cref="NoMajority"/> or <see cref="NoVotes"/>.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Number of items that each category won.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>Number of items with votes and no majority.</summary>
    public required int None { get; init; }

    /// <summary>Share of the items with at least two votes where all votes are the same, with a Wilson interval over items.</summary>
    public required Estimate Unanimous { get; init; }

    /// <summary>Takes the majority of every item.</summary>
    /// <param name="table">The votes.</param>
    /// <param name="level">Nominal coverage of the interval of <see cref="Unanimous"/>.</param>
    public static MajorityVote Of(RatingTable table, double level = 0.95)
    {
        var labels = new int[table.ItemCount];
        var won = new int[table.CategoryCount];
        var counts = new int[table.CategoryCount];
        int none = 0, shared = 0, unanimous = 0;
        for (var item = 0; item < table.ItemCount; item++)
        {
            var codes = table.CategoriesOf(item);
            if (codes.Length == 0)
            {
                labels[item] = NoVotes;
                continue;
            }
            Array.Clear(counts);
            foreach (var code in codes)
                counts[code]++;
            var most = counts.Max();
            labels[item] = counts.Count(c => c == most) == 1 ? Array.IndexOf(counts, most) : NoMajority;
            if (labels[item] == NoMajority)
                none++;
            else
                won[labels[item]]++;
            if (codes.Length >= 2)
            {
                shared++;
                if (most == codes.Length)
                    unanimous++;
            }
        }
        return new MajorityVote
        {
            Labels = labels,
            Counts = won,
            None = none,
            Unanimous = WilsonShare.Compute("unanimous share", unanimous, shared, level, "no item has two votes"),
        };
    }
}
