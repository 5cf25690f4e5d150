using System.Globalization;
using Workbench.Methods.Metrics.Texts;
using Workbench.Methods.Statistics;

namespace Workbench.Commands.Score;

/// <summary>The scores for reading: one line a system, then what is missing and why.</summary>
internal static class ScoreTable
{
    private static readonly (string Title, Func<TextScores, Estimate?> Of)[] Columns =
    [
        ("ROUGE-1", s => s.Rouge1.F1),
        ("ROUGE-2", s => s.Rouge2.F1),
        ("ROUGE-L", s => s.RougeL.F1),
        ("METEOR", s => s.Meteor),
        ("BLEU", s => s.Bleu),
        ("chrF", s => s.Chrf),
        ("EGISES", s => s.Personalization?.Egises),
        ("PerSEval", s => s.Personalization?.PerSeval),
        ("respons.", s => s.Responsiveness?.BetweenPersonas),
        ("noise", s => s.Responsiveness?.NoiseFloor),
        ("dist-1", s => s.Distinct1),
        ("dist-2", s => s.Distinct2),
    ];

    internal static async Task WriteAsync(TextWriter output, IReadOnlyList<KeyValuePair<string, TextScores>> systems, IReadOnlyDictionary<string, EmbeddingScores> embedded, CancellationToken cancellationToken)
    {
        var width = Math.Max(6, systems.Select(s => s.Key.Length).DefaultIfEmpty(0).Max());
        await Line($"{"system".PadRight(width)} {"n",7} {string.Join(' ', Columns.Select(c => c.Title.PadLeft(8)))}");
        foreach (var (name, scores) in systems)
            await Line($"{name.PadRight(width)} {scores.N,7} {string.Join(' ', Columns.Select(c => Cell(c.Of(scores)).PadLeft(8)))}");
        foreach (var (name, scores) in systems)
        {
            foreach (var missing in Columns.Select(c => (c.Title, Reason: c.Of(scores)?.UndefinedReason)).Where(c => c.Reason is not null).GroupBy(c => c.Reason))
                await Line($"{name}: no {string.Join(", ", missing.Select(c => c.Title))}: {missing.Key}");
        }
        foreach (var (name, scores) in systems.Where(s => s.Value.Divergence.Value is not null))
            await Line($"{name}: Jensen–Shannon divergence from the reference {Cell(scores.Divergence)}; without weights EGISES {Cell(scores.Simplified?.Egises)}, PerSEval {Cell(scores.Simplified?.PerSeval)}");
        foreach (var (name, meanings) in embedded)
            await Line($"{name}: similarity by embeddings {Cell(meanings.Cosine)} (whole texts), {Cell(meanings.Greedy)} (words, greedy)");

        Task Line(string text) => output.WriteLineAsync(text.AsMemory(), cancellationToken);
    }

    private static string Cell(Estimate? estimate) =>
        estimate?.Value is { } value ? value.ToString(estimate.Unit == "points of 100" ? "F2" : "F4", CultureInfo.InvariantCulture) : "–";
}
