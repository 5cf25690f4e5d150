using Workbench.Features.Analysis;
using Workbench.Features.Studies;
using Workbench.Methods.Metrics;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Analysis;

/// <summary>Every chart of ratings, and every metric as the page reads it, against the awkward studies in which answers are rated one at a time.</summary>
public sealed class RatingChartContractTests
{
    public static TheoryData<string> Studies => new("nothing judged", "one rater", "all equal", "all unscored", "one persona", "one condition rated", "simulated raters");

    [Theory]
    [MemberData(nameof(Studies))]
    public void Build_AwkwardRatings_SaysSomethingTrueWithoutFailing(string name)
    {
        var study = Study(name);
        var scope = AnalysisScope.Choose(study, new());
        var input = AnalysisInput.From(study, scope);
        var charts = ChartCatalog.All.Where(chart => chart.Reads(JudgedUnit.Output)).ToList();
        Assert.Superset(new HashSet<string> { "how-good", "how-much-better" }, charts.Select(chart => chart.Key).ToHashSet());
        foreach (var chart in charts)
        {
            var answer = chart.Build(input);
            Assert.NotEmpty(answer.Sentence);
            Assert.DoesNotContain("NaN", answer.Sentence + string.Join(' ', answer.Tables.SelectMany(t => t.Rows).SelectMany(r => r)), StringComparison.Ordinal);
            Assert.All(answer.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
            if (answer.Figure is not { } figure)
            {
                Assert.StartsWith("No data", answer.Sentence, StringComparison.Ordinal);
                continue;
            }

            Assert.All(figure.Series.SelectMany(s => s.Points), point =>
            {
                Assert.InRange(point.Value, figure.Axis.Minimum, figure.Axis.Maximum);
                Assert.True((point.Lower is null || point.Lower <= point.Value) && (point.Upper is null || point.Upper >= point.Value));
            });
        }
    }

    [Fact]
    public void Charts_OfRatings_AreExplainedByKnownMetrics() =>
        Assert.All(ChartCatalog.All.Where(chart => chart.Key.StartsWith("how-good", StringComparison.Ordinal) || chart.Key == "how-much-better"), chart =>
        {
            Assert.NotEmpty(chart.Metrics);
            Assert.All(chart.Metrics, metric => Assert.NotNull(MetricCatalog.Find(metric)));
        });

    [Fact]
    public void Numbers_OfRatings_AreThoseOfTheCharts()
    {
        var study = Study("one rater");
        var readings = MetricReading.All(study, AnalysisScope.Choose(study, new())).ToDictionary(reading => reading.Metric.Name, reading => reading.Values);
        // Personalized answers get 4 and 5, plain ones 2 and 2: (2 + 3)/2.
        Assert.Equal(2.5, readings["rating_difference"].Single(value => value.Subject == "personal minus generic").Estimate.Value);
        Assert.Equal((4.5, 2.0), (readings["mean_rating"].Single(value => value.Subject == "personal").Estimate.Value, readings["mean_rating"].Single(value => value.Subject == "generic").Estimate.Value));
    }

    [Fact]
    public void Numbers_OfSimulatedRaters_AreCalledSoAndNoJudges()
    {
        var study = Study("simulated raters");
        var readings = MetricReading.All(study, AnalysisScope.Choose(study, new()));
        Assert.DoesNotContain(readings.SelectMany(reading => reading.Values), value => value.Subject.Contains("models", StringComparison.Ordinal));
        Assert.Contains(readings.SelectMany(reading => reading.Values), value => value.Subject.StartsWith("simulated raters", StringComparison.Ordinal));
        Assert.Empty(readings.Single(reading => reading.Metric.Name == "order_consistency").Values);
    }

    /// <summary>Two personas, one prompt, two conditions: four answers, rated by one or two.</summary>
    private static JudgedStudy Study(string name)
    {
        JudgedCondition generic = new(Guid.NewGuid(), 1, "generic", false), personal = new(Guid.NewGuid(), 2, "personal", true);
        JudgedPersona[] personas = [.. Enumerable.Range(1, name == "one persona" ? 1 : 2).Select(i => new JudgedPersona(Guid.NewGuid(), i, $"Persona {i}"))];
        var prompt = Guid.NewGuid();
        JudgedComparison[] answers = [.. personas.SelectMany(persona => new[] { generic, personal }.Select(condition => new JudgedComparison(Guid.NewGuid(), persona, prompt, "travel", condition, null, IsReady: true)))];
        var kind = name == "simulated raters" ? RaterKind.Simulated : RaterKind.Human;
        int?[] ratings = name switch
        {
            "all equal" => [3, 3, 3, 3],
            "all unscored" => [null, null, null, null],
            _ => [2, 4, 2, 5],
        };
        string[] raters = name == "one rater" ? ["ann"] : ["ann", "bea"];
        var rows = name == "nothing judged" ? [] : raters.SelectMany(rater => answers.Select((answer, at) => (answer, at)).Where(a => name != "one condition rated" || a.answer.First == personal)
            .Select(a => new JudgedRow(a.at, rater, kind, "overall", Perspective.ThirdParty, null, FirstIsLeft: true, Value: ratings[a.at])));
        return new()
        {
            Id = Guid.NewGuid(),
            Name = name,
            IsSample = false,
            Seed = 1,
            Unit = JudgedUnit.Output,
            RatersPerComparison = 2,
            Perspective = Perspective.ThirdParty,
            Personas = personas,
            Categories = ["travel"],
            Conditions = [generic, personal],
            Comparisons = answers,
            Rows = [.. rows],
            Superseded = 0,
            Excluded = 0,
        };
    }
}
