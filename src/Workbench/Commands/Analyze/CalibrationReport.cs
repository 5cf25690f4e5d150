using System.Text.Json.Nodes;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Commands.Analyze;

/// <summary>The part <c>calibration</c>: a model's certainty against whether the majority of people agrees with it.</summary>
internal static class CalibrationReport
{
    private const double Threshold = 0.8;

    public static JsonObject Of(VoteCodes votes, int[] verdicts, IReadOnlyList<int> majority, int rater, ReportOptions options)
    {
        var certainty = new List<double>();
        var correct = new List<bool>();
        for (var row = 0; row < votes.Set.Count; row++)
        {
            var item = votes.Set.Unit[row];
            if (votes.Set.Rater[row] != rater || double.IsNaN(votes.Set.Certainty[row]) || verdicts[item] < 0 || majority[item] < 0)
                continue;
            certainty.Add(votes.Set.Certainty[row] / 100);
            correct.Add(verdicts[item] == majority[item]);
        }

        var report = new JsonObject { ["n"] = certainty.Count };
        if (certainty.Count == 0)
        {
            foreach (var key in new[] { "ece", "brier", "auroc", "coverage_at_80", "accuracy_at_80" })
                report.Put(key, null, "no verdict with a certainty on an item with a majority of people");
            return report;
        }

        var kept = SelectiveJudging.At(certainty, correct, Threshold, options.Level);
        report.Put("ece", Calibration.ExpectedError([.. certainty], [.. correct], options.Seed, replicates: 0, level: options.Level));
        report.Put("brier", Calibration.Brier([.. certainty], [.. correct], options.Level));
        report.Put("auroc", Calibration.Auroc([.. certainty], [.. correct], options.Level));
        report.Put("coverage_at_80", kept.Coverage, null);
        report.Put("accuracy_at_80", kept.Accuracy);
        return report;
    }
}
