using Workbench.Methods.Judgments;

namespace Workbench.Methods.Tests.Statistics.Rankings;

/// <summary>evalica's toy rankings (dustalov/evalica, Apache-2.0): the comparisons as facts, left, right, verdict.</summary>
internal static class Food
{
    private const string Rows = """
        Pizza Sushi left,Burger Pasta right,Tacos Pizza left,Sushi Tacos right,Burger Pizza left,Pasta Sushi right,
        Tacos Burger left,Pizza Pasta tie,Sushi Burger right,Pasta Tacos left,Burger Sushi right,Tacos Pizza left,
        Sushi Pasta tie,Burger Tacos left,Pizza Burger right,Pasta Tacos right,Burger Sushi right,Tacos Pasta left,
        Pizza Tacos right,Sushi Burger left,Pasta Pizza right,Burger Sushi right,Tacos Pasta left,Pizza Sushi left,
        Sushi Burger right,Pasta Tacos right,Tacos Pizza left,Burger Pasta right,Sushi Tacos left,Pizza Burger right
        """;

    private const string SimpleRows =
        "0 1 tie,0 2 right,0 2 tie,0 4 tie,1 0 left,1 2 tie,1 2 tie,1 3 tie,2 4 tie,3 0 left,3 1 left,3 2 left,3 4 tie,3 4 tie,4 0 left,4 3 left";

    public static JudgmentSet Set { get; } = Parse(Rows);

    public static JudgmentSet Simple { get; } = Parse(SimpleRows);

    public static IReadOnlyList<Judgment> Records(string rows) =>
    [
        .. rows.Split(',', StringSplitOptions.TrimEntries).Select((row, i) =>
        {
            var parts = row.Split(' ');
            return new Judgment
            {
                Item = $"{i}",
                Left = parts[0],
                Right = parts[1],
                Choice = parts[2] switch { "left" => Choice.Left, "right" => Choice.Right, _ => Choice.Tie },
            };
        }),
    ];

    private static JudgmentSet Parse(string rows) => JudgmentSet.From(Records(rows));
}
