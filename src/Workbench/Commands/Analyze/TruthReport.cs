using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Methods.Statistics.Annotators;

namespace Workbench.Commands.Analyze;

/// <summary>
/// The part <c>truth_models</c> over the people's votes (the models' where nobody else judged): Dawid–Skene, with soft labels on request, one-coin, MACE and GLAD. The last three on
/// large files only where asked for.
/// </summary>
internal static class TruthReport
{
    private const int MostIterations = 500;
    private const int FewIterations = 50;

    /// <param name="votes">The verdicts.</param>
    /// <param name="options">Settings; <see cref="ReportOptions.LabelsFile"/> says where soft labels go.</param>
    /// <param name="criterion">Whose labels they are.</param>
    /// <param name="labels">Where soft labels are written, or null.</param>
    public static JsonObject Of(VoteCodes votes, ReportOptions options, string criterion, Stream? labels)
    {
        var kind = votes.Set.Kind.Contains(RaterKind.Human) ? RaterKind.Human : RaterKind.Model;
        var table = votes.Table(kind);
        var report = new JsonObject();
        if (options.Only.Wants("dawid_skene"))
            report["dawid_skene"] = Labelled(votes, table, options, criterion, labels);
        Add(report, "one_coin", votes, table, options, () => OneCoin.Fit(table));
        Add(report, "mace", votes, table, options, () => Mace.Fit(table, options.Seed));
        Add(report, "glad", votes, table, options, () => Glad.Fit(table));
        return report;
    }

    private static JsonObject Labelled(VoteCodes votes, RatingTable table, ReportOptions options, string criterion, Stream? labels)
    {
        var fit = DawidSkene.Fit(table, maxIterations: table.RatingCount > ReportOptions.ManyRows ? FewIterations : MostIterations);
        var report = Summary(fit, votes, table, "chance of a right answer");
        report["labels_file"] = options.LabelsFile;
        if (options.LabelsFile is null)
            report["labels_file_reason"] = "name a file with --labels to have the soft labels written";
        else if (labels is not null && fit.UndefinedReason is null)
            WriteLabels(votes, fit, criterion, labels);
        return report;
    }

    private static void Add(JsonObject report, string key, VoteCodes votes, RatingTable table, ReportOptions options, Func<TruthModelResult> fit)
    {
        if (!options.Only.Wants(key))
            return;
        if (table.RatingCount > ReportOptions.ManyRatings && !options.Only.Asks(key))
            report.PutNothing(key, $"more than {ReportOptions.ManyRatings} ratings: ask with --only {key}");
        else
            report[key] = Summary(fit(), votes, table, key == "glad" ? "ability, below 0 an adversary" : key == "mace" ? "competence: share of answers that are no habit" : "chance of a right answer");
    }

    /// <summary>How the fit went, and each rater's competence.</summary>
    private static JsonObject Summary(TruthModelResult fit, VoteCodes votes, RatingTable table, string meaning)
    {
        var report = new JsonObject();
        if (fit.UndefinedReason is { } reason)
        {
            report.PutNothing("iterations", reason);
            report.PutNothing("competence", reason);
            return report;
        }

        (report["iterations"], report["converged"], report["ratings"], report["competence_is"]) = (fit.Iterations, fit.Converged, table.RatingCount, meaning);
        var competence = new JsonObject();
        foreach (var rater in Enumerable.Range(0, fit.RaterQuality.Count).Where(rater => !double.IsNaN(fit.RaterQuality[rater])).OrderBy(rater => votes.Set.Raters[rater], StringComparer.Ordinal))
            competence[votes.Set.Raters[rater]] = fit.RaterQuality[rater];
        report["competence"] = competence;
        return report;
    }

    private static void WriteLabels(VoteCodes votes, TruthModelResult fit, string criterion, Stream labels)
    {
        var itemOf = new int[votes.Items];
        Array.Fill(itemOf, -1);
        for (var row = votes.Set.Count - 1; row >= 0; row--)
            itemOf[votes.Set.Unit[row]] = row;
        using var writer = new Utf8JsonWriter(labels, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        for (var item = 0; item < votes.Items; item++)
        {
            if (itemOf[item] < 0 || fit.Posterior[item].Count == 0 || double.IsNaN(fit.Posterior[item][0]))
                continue;
            var row = itemOf[item];
            writer.WriteStartObject();
            writer.WriteString("item", votes.Set.Items[votes.Set.Item[row]]);
            if (votes.Set.Left[row] >= 0 && votes.Set.Right[row] >= 0)
            {
                writer.WriteString("left", votes.Set.Systems[votes.Set.Left[row]]);
                writer.WriteString("right", votes.Set.Systems[votes.Set.Right[row]]);
            }
            else if (votes.Set.Left[row] >= 0)
            {
                writer.WriteString("system", votes.Set.Systems[votes.Set.Left[row]]);
            }

            writer.WriteString("criterion", criterion);
            writer.WriteStartObject("probability");
            for (var code = 0; code < votes.Categories; code++)
                writer.WriteNumber(votes.NameOf(code), fit.Posterior[item][code]);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.Flush();
            labels.WriteByte((byte)'\n');
            writer.Reset();
        }
    }
}
