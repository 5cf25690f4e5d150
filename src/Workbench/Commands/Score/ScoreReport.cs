using System.Text.Json.Nodes;
using Workbench.Commands.Analyze;
using Workbench.Methods.Metrics.Texts;
using Workbench.Methods.Text;

namespace Workbench.Commands.Score;

/// <summary>The scores as JSON.</summary>
internal static class ScoreReport
{
    internal static JsonObject Of(IEnumerable<KeyValuePair<string, TextScores>> systems, IReadOnlyDictionary<string, EmbeddingScores> embedded)
    {
        var report = new JsonObject();
        foreach (var (name, scores) in systems)
        {
            var system = Scores(scores);
            if (scores.Personalization is { } personal)
            {
                system.Put("egises", personal.Egises);
                system.Put("perseval", personal.PerSeval);
            }
            if (scores.Simplified is { } simplified)
            {
                system.Put("egises_simplified", simplified.Egises);
                system.Put("perseval_simplified", simplified.PerSeval);
            }
            if (scores.Responsiveness is { } moved)
            {
                system.Put("responsiveness", moved.BetweenPersonas);
                system.PutInterval("responsiveness_ci", moved.BetweenPersonas);
                system.Put("responsiveness_noise_floor", moved.NoiseFloor);
                system.Put("responsiveness_ratio", moved.Ratio);
                system.PutInterval("responsiveness_ratio_ci", moved.Ratio);
            }
            if (embedded.TryGetValue(name, out var meanings))
            {
                system["embedding_similarity"] = ReportJson.Full(meanings.Cosine);
                system["greedy_matching"] = ReportJson.Full(meanings.Greedy);
            }
            var users = new JsonObject();
            foreach (var (user, own) in scores.Users)
                users[user] = Scores(own);
            system["users"] = users;
            report[name] = system;
        }
        return report;
    }

    /// <summary>One row's own scores, with the fields that identify it.</summary>
    internal static JsonObject Of(RowScores row)
    {
        var line = new JsonObject
        {
            ["id"] = row.Row.Id,
            ["user"] = row.Row.User,
            ["prompt"] = row.Row.Prompt,
            ["system"] = row.Row.System,
            ["words"] = row.Words,
            ["rouge1"] = Overlap(row.Rouge1),
            ["rouge2"] = Overlap(row.Rouge2),
            ["rougeL"] = Overlap(row.RougeL),
            ["rougeLsum"] = Overlap(row.RougeLsum),
            ["meteor"] = row.Meteor,
            ["jsd"] = row.Divergence is { } divergence && double.IsFinite(divergence) ? divergence : null,
            ["bleu"] = row.Bleu,
            ["chrf"] = row.Chrf,
        };
        if (row.Row.Reference is null)
            line["reason"] = "no reference";
        return line;
    }

    private static JsonObject Scores(TextScores scores)
    {
        var report = new JsonObject { ["n"] = scores.N, ["n_with_reference"] = scores.WithReference };
        report["rouge1"] = Rouge(scores.Rouge1);
        report["rouge2"] = Rouge(scores.Rouge2);
        report["rougeL"] = Rouge(scores.RougeL);
        report["rougeLsum"] = Rouge(scores.RougeLsum);
        report.Put("meteor", scores.Meteor);
        report.Put("jsd", scores.Divergence);
        report.Put("bleu", scores.Bleu);
        report.Put("chrf", scores.Chrf);
        report.Put("distinct_1", scores.Distinct1);
        report.Put("distinct_2", scores.Distinct2);
        report.Put("words", scores.Words);
        return report;
    }

    private static JsonObject Rouge(RougeMean mean)
    {
        var report = new JsonObject();
        report.Put("precision", mean.Precision);
        report.Put("recall", mean.Recall);
        report.Put("f1", mean.F1);
        report.PutInterval("f1_ci", mean.F1);
        return report;
    }

    private static JsonObject? Overlap(OverlapScore? score) => score is { } s
        ? new JsonObject { ["precision"] = s.Precision, ["recall"] = s.Recall, ["f1"] = s.F1 }
        : null;
}
