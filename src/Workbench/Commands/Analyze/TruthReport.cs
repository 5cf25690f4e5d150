using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;
using Workbench.Methods.Statistics.Annotators;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>truth_models</c>: Dawid–Skene over the people's votes (the models' where nobody else judged), soft labels on request.</summary>
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
        var fit = DawidSkene.Fit(table, maxIterations: table.RatingCount > ReportOptions.ManyRows ? FewIterations : MostIterations);
        var report = new JsonObject();
        if (fit.UndefinedReason is null)
            (report["iterations"], report["converged"]) = (fit.Iterations, fit.Converged);
        else
            report.Put("iterations", null, fit.UndefinedReason);
        report["labels_file"] = options.LabelsFile;
        if (options.LabelsFile is null)
            report["labels_file_reason"] = "name a file with --labels to have the soft labels written";
        else if (labels is not null && fit.UndefinedReason is null)
            WriteLabels(votes, fit, criterion, labels);
        return new JsonObject { ["dawid_skene"] = report };
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
