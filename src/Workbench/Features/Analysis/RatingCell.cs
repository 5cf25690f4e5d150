namespace Workbench.Features.Analysis;

/// <summary>The ratings of two conditions for one persona and prompt: what a difference is taken within.</summary>
/// <param name="Treatment">Mean over raters and samples, 1 to 5.</param>
/// <param name="Baseline">The same of the other condition.</param>
public sealed record RatingCell(string Persona, string Prompt, double Treatment, double Baseline)
{
    public double Difference => Treatment - Baseline;

    /// <summary>The cells in which both conditions were rated, by persona and prompt.</summary>
    public static IReadOnlyList<RatingCell> Of(AnalysisInput input)
    {
        if (input.Scope.Contrast is not { } contrast)
            return [];
        var set = input.Judgments;
        var (treatment, baseline) = (set.FindSystem(contrast.Treatment.Name), set.FindSystem(contrast.Baseline.Name));
        var cells = new SortedDictionary<(int Persona, int Prompt), (double Sum, int N, double OtherSum, int OtherN)>();
        for (var row = 0; row < set.Count; row++)
        {
            if (double.IsNaN(set.Value[row]))
                continue;
            var key = (set.Persona[row], set.Prompt[row]);
            var cell = cells.GetValueOrDefault(key);
            if (set.Left[row] == treatment)
                cells[key] = cell with { Sum = cell.Sum + set.Value[row], N = cell.N + 1 };
            else if (set.Left[row] == baseline)
                cells[key] = cell with { OtherSum = cell.OtherSum + set.Value[row], OtherN = cell.OtherN + 1 };
        }
        return [.. cells.Where(c => c.Value is { N: > 0, OtherN: > 0 })
            .Select(c => new RatingCell(set.Personas[c.Key.Persona], set.Prompts[c.Key.Prompt], c.Value.Sum / c.Value.N, c.Value.OtherSum / c.Value.OtherN))];
    }
}
