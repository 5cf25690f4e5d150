using Workbench.Methods.Judgments;

namespace Workbench.Methods.Tests.Statistics.Rankings;

internal static class RandomGames
{
    /// <summary>Games between systems s0 … with strengths 0, ½, 1, …, clustered by persona.</summary>
    public static List<Judgment> Of(int seed, int systems, int rows, double tieShare = 0.2, int personas = 20)
    {
        var random = new Random(seed);
        var games = new List<Judgment>();
        for (var i = 0; i < rows; i++)
        {
            var left = random.Next(systems);
            var right = (left + 1 + random.Next(systems - 1)) % systems;
            var win = random.NextDouble() < 1 / (1 + Math.Exp((right - left) / 2.0));
            games.Add(new Judgment
            {
                Item = $"i{i}",
                Left = $"s{left}",
                Right = $"s{right}",
                Choice = random.NextDouble() < tieShare ? Choice.Tie : win ? Choice.Left : Choice.Right,
                Persona = $"p{random.Next(personas)}",
            });
        }

        return games;
    }
}
