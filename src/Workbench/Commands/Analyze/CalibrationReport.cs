using System.Text.Json.Nodes;
using Workbench.Methods.Statistics.Judges;

namespace Workbench.Commands.Analyze;

/// <summary>The parts <c>calibration</c> and <c>risk_coverage</c>: a model's certainty against whether the majority of people agrees with it.</summary>
internal static class CalibrationReport
{
    private const double Threshold = 0.8;
    private const double TargetAccuracy = 0.8;
    private const int MostPoints = 101;
    private const int EceReplicates = 1000;
    private const string NoCertainty = "no verdict with a certainty on an item with a majority of people";

    /// <summary>Certainties (0 to 1) of a model's verdicts on items with a majority of people, and whether the majority agrees.</summary>
    public static (List<double> Certainty, List<bool> Correct) Certainties(VoteCodes votes, int[] verdicts, IReadOnlyList<int> majority, int rater)
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

        return (certainty, correct);
    }

    /// <summary>The accuracy that is left when only verdicts from some certainty on are kept, from the most certain on.</summary>
    public static JsonObject Curve((List<double> Certainty, List<bool> Correct) known, ReportOptions options)
    {
        var (certainty, correct) = known;
        var report = new JsonObject { ["n"] = certainty.Count };
        if (certainty.Count == 0)
        {
            report.PutNothing("points", NoCertainty);
            report.PutNothing("chosen", NoCertainty);
            return report;
        }

        var points = SelectiveJudging.Curve(certainty, correct, options.Level);
        // A curve of thousands of points says no more than one of a hundred; first and last stay.
        var step = Math.Max(1, (points.Count - 1) / (double)(MostPoints - 1));
        report["points"] = new JsonArray([.. Enumerable.Range(0, Math.Min(points.Count, MostPoints)).Select(at => Point(points[(int)Math.Round(at * step)]))]);
        if (SelectiveJudging.Choose(certainty, correct, TargetAccuracy, options.Seed, level: options.Level) is { } chosen)
        {
            var held = Point(chosen);
            held["target_accuracy"] = TargetAccuracy;
            held["seed"] = options.Seed;
            report["chosen"] = held;
        }
        else
        {
            report.PutNothing("chosen", FormattableString.Invariant($"no threshold reaches an accuracy of {TargetAccuracy} on the half that chooses"));
        }

        return report;
    }

    private static JsonObject Point(RiskCoveragePoint point)
    {
        var line = new JsonObject { ["threshold"] = point.Threshold, ["kept"] = point.Kept, ["coverage"] = point.Coverage };
        line.Put("accuracy", point.Accuracy);
        line.PutInterval("ci", point.Accuracy);
        return line;
    }

    public static JsonObject Of((List<double> Certainty, List<bool> Correct) known, ReportOptions options)
    {
        var (certainty, correct) = known;
        var report = new JsonObject { ["n"] = certainty.Count };
        if (certainty.Count == 0)
        {
            foreach (var key in new[] { "ece", "brier", "auroc", "coverage_at_80", "accuracy_at_80" })
                report.PutNothing(key, NoCertainty);
            return report;
        }

        var kept = SelectiveJudging.At(certainty, correct, Threshold, options.Level);
        report.PutWithInterval("ece", Calibration.ExpectedError([.. certainty], [.. correct], options.Seed, replicates: certainty.Count > ReportOptions.ManyRows ? 0 : EceReplicates, level: options.Level));
        report.PutWithInterval("brier", Calibration.Brier([.. certainty], [.. correct], options.Level));
        report.PutWithInterval("auroc", Calibration.Auroc([.. certainty], [.. correct], options.Level));
        report.Put("coverage_at_80", kept.Coverage, null);
        report.PutWithInterval("accuracy_at_80", kept.Accuracy);
        return report;
    }
}
