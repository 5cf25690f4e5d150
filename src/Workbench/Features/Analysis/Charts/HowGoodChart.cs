using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Methods.Statistics;
using Workbench.Methods.Statistics.Agreement;
using Workbench.Shared.Charts;

namespace Workbench.Features.Analysis.Charts;

/// <summary>The mean rating of each condition, where answers were rated one at a time, and how far raters agree.</summary>
public sealed class HowGoodChart : IChart
{
    private const int AgreementReplicates = 500;

    public string Key => "how-good";

    public int Order => 5;

    public string Question => "How good are the answers?";

    public IReadOnlyList<string> Metrics => ["mean_rating", "krippendorff_alpha"];

    public bool Reads(JudgedUnit unit) => unit == JudgedUnit.Output;

    public ChartAnswer Build(AnalysisInput input)
    {
        var set = input.Judgments;
        var rated = Enumerable.Range(0, set.Count).Where(row => !double.IsNaN(set.Value[row])).ToList();
        if (rated.Count == 0)
            return new() { Sentence = RatingReading.NoData(input) };
        var unit = RatingReading.Unit(input);
        var conditions = input.Study.Conditions.Select(c =>
        {
            var rows = rated.Where(row => set.Left[row] == set.FindSystem(c.Name)).ToList();
            return (Condition: c, Estimate: RatingReading.Mean(
                [.. rows.Select(row => set.Value[row])],
                [.. rows.Select(row => unit == "persona" ? set.Personas[set.Persona[row]] : set.Prompts[set.Prompt[row]])], unit, input, "mean rating"));
        }).Where(c => c.Estimate.Value is not null).ToList();
        var (agreement, cautions) = Agreement(input, rated);
        var best = conditions.MaxBy(c => c.Estimate.Value);
        return new()
        {
            Sentence = $"{AnalysisWords.Who(input.Scope.Raters)} rated {string.Join(", ", conditions.Select(c => $"“{c.Condition.Name}” {RatingReading.Rating(c.Estimate.Value)}"))} of {CriterionAnswer.MostValue}"
                + (conditions.Count > 1 ? $", “{best.Condition.Name}” highest; whether that is more than chance stands below." : "."),
            Figure = new Figure
            {
                TextAlternative = "Mean rating by condition, from 1 to 5, with intervals: " + string.Join("; ", conditions.Select(c => $"{c.Condition.Name} {Said(c.Estimate)}")) + ".",
                Axis = FigureAxis.Rating("mean rating"),
                Rows = [.. conditions.Select(c => new FigureRow(c.Condition.Name, Said(c.Estimate)))],
                Series = [.. conditions.Select((c, row) => new FigureSeries(
                    c.Condition.Name, c.Condition.IsPersonalized ? FigureColour.Personalized : FigureColour.NonPersonalized, AnalysisWords.Mark(input.Scope.Raters), [Point(c.Condition.Name, c.Estimate, row)]))],
            },
            Tables =
            [
                new("Mean rating by condition", [new("Condition", false), new("Mean, 1 to 5", true), new("Interval", true), new("n", true)],
                    [.. conditions.Select(c => (IReadOnlyList<string>)[c.Condition.Name, RatingReading.Rating(c.Estimate.Value), RatingReading.Interval(c.Estimate.Interval, RatingReading.Rating), AnalysisWords.Count(c.Estimate.N)])]),
                agreement,
            ],
            Warnings = [.. conditions.SelectMany(c => c.Estimate.Warnings).Concat(cautions).Distinct()],
            Footnotes = RatingReading.Footnotes(input, conditions[0].Estimate, rated.Count),
        };
    }

    // The axis ends at the ends of the scale; an interval of a mean can reach beyond them.
    private static FigurePoint Point(string name, Estimate estimate, int row) => new(
        row, estimate.Value!.Value,
        estimate.Interval is { } low ? Math.Max(CriterionAnswer.LeastValue, low.Lower) : null, estimate.Interval is { } high ? Math.Min(CriterionAnswer.MostValue, high.Upper) : null,
        $"{name}: {Said(estimate)}, n {AnalysisWords.Count(estimate.N)}");

    private static string Said(Estimate estimate) => $"{RatingReading.Rating(estimate.Value)} {RatingReading.Interval(estimate.Interval, RatingReading.Rating)}";

    private static (ChartTable Table, IReadOnlyList<string> Warnings) Agreement(AnalysisInput input, List<int> rated)
    {
        var set = input.Judgments;
        var unit = RatingReading.Unit(input);
        // As for the means: what people rate of one persona is alike.
        var clusters = new int[set.Items.Count];
        foreach (var row in rated)
            clusters[set.Item[row]] = unit == "persona" ? set.Persona[row] : set.Prompt[row];
        var table = RatingTable.Create(
            [.. rated.Select(row => set.Item[row])], [.. rated.Select(row => set.Rater[row])], [.. rated.Select(row => (int)set.Value[row] - CriterionAnswer.LeastValue)],
            set.Items.Count, set.Raters.Count, CriterionAnswer.MostValue);
        var alphas = new[] { MeasurementLevel.Ordinal, MeasurementLevel.Interval }
            .Select(level => (Level: level, Alpha: KrippendorffAlpha.WithInterval(table, level, input.Study.Seed, AgreementReplicates, itemClusters: clusters, clusterUnit: unit))).ToList();
        var how = alphas[0].Alpha.Interval is { } interval
            ? FormattableString.Invariant($": {AnalysisWords.Percent(interval.Level)} intervals, {interval.Method}, {AgreementReplicates} replicates, seed {input.Study.Seed}") : "";
        return (new("Do raters agree?" + how, [new("Krippendorff's alpha", false), new("Value", true), new("Interval", true), new("Ratings", true)],
            [.. alphas.Select(a => (IReadOnlyList<string>)[a.Level.ToString().ToLowerInvariant(), RatingReading.Rating(a.Alpha.Value),
                a.Alpha.Value is null ? a.Alpha.UndefinedReason ?? "" : RatingReading.Interval(a.Alpha.Interval, RatingReading.Rating), AnalysisWords.Count(a.Alpha.N)])]),
            [.. alphas[0].Alpha.Warnings.Select(w => "Agreement: " + w)]);
    }
}
