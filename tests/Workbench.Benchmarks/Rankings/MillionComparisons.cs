using System.Globalization;

namespace Workbench.Benchmarks.Rankings;

/// <summary>A million comparisons over 130 systems by 1,000 personas as CSV, written once to the temporary folder.</summary>
internal static class MillionComparisons
{
    public const int Rows = 1_000_000, Systems = 130, Personas = 1000;

    public static string Path()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "workbench-million-comparisons.csv");
        if (File.Exists(path))
            return path;
        var random = new Random(1);
        var strength = Enumerable.Range(0, Systems).Select(_ => random.NextDouble() * 3).ToArray();
        using (var writer = new StreamWriter(path + ".part"))
        {
            writer.Write("left,right,choice,persona\n");
            for (var row = 0; row < Rows; row++)
            {
                var left = random.Next(Systems);
                var right = (left + 1 + random.Next(Systems - 1)) % Systems;
                var choice = random.NextDouble() < 0.15 ? "tie" : random.NextDouble() < 1 / (1 + Math.Exp(strength[right] - strength[left])) ? "left" : "right";
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"model-{left},model-{right},{choice},p{random.Next(Personas)}\n"));
            }
        }

        File.Move(path + ".part", path);
        return path;
    }
}
