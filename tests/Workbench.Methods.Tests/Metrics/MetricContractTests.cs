using Workbench.Methods.Judgments;
using Workbench.Methods.Metrics;
using Xunit;

namespace Workbench.Methods.Tests.Metrics;

/// <summary>Every metric against the awkward cases; a new metric is covered by existing.</summary>
public sealed class MetricContractTests
{
    private static readonly MetricOptions Options = new() { Replicates = 200, Seed = 11 };

    public static TheoryData<string> Metrics => [.. MetricCatalog.All.Select(metric => metric.Name)];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_Empty_GivesNoNumber(string name) => Check(name, []);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_OneRater_GivesNumbersOrReasons(string name) => Check(name, [.. Votes(60).Where(vote => vote.Rater == "r1")]);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_AllTies_GivesNumbersOrReasons(string name) => Check(name, [.. Votes(60).Select(vote => vote with { Choice = Choice.Tie })]);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_AllWins_GivesNumbersOrReasons(string name) =>
        Check(name, [.. Votes(60).Select(vote => vote with { Choice = string.CompareOrdinal(vote.Left, vote.Right) < 0 ? Choice.Left : Choice.Right })]);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_UnscoredOnly_GivesNoZero(string name)
    {
        foreach (var value in Check(name, [.. Votes(60).Select(vote => vote with { Choice = Choice.None })]))
            Assert.True(value.Estimate.Value is null || value.Estimate.Unit == "p-value", $"{value.Subject}: {value.Estimate.Value} from unscored rows alone");
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_RatingsOnly_GivesNumbersOrReasons(string name) =>
        Check(name, [.. Enumerable.Range(0, 30).Select(i => new Judgment { Item = $"i{i % 10}", Rater = $"r{i % 3}", Value = JudgmentValue.Of((i % 5) + 1.0) })]);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_SameSeed_GivesTheSameNumbers(string name)
    {
        var set = JudgmentSet.From(Votes(200));
        var metric = MetricCatalog.Find(name)!;
        Assert.Equal(Numbers(metric.Compute(set, Options)), Numbers(metric.Compute(set, Options)));
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Compute_OtherInputOrder_GivesTheSameNumbers(string name)
    {
        var metric = MetricCatalog.Find(name)!;
        if (metric.DependsOnOrder)
            return;
        var votes = Votes(200);
        var shuffled = votes.ToArray();
        new Random(3).Shuffle(shuffled);
        var a = metric.Compute(JudgmentSet.From(votes), Options).ToDictionary(value => value.Subject, value => value.Estimate);
        var b = metric.Compute(JudgmentSet.From(shuffled), Options).ToDictionary(value => value.Subject, value => value.Estimate);
        Assert.Equal(a.Keys.Order(StringComparer.Ordinal), b.Keys.Order(StringComparer.Ordinal));
        foreach (var (subject, estimate) in a)
        {
            Same(subject, estimate.Value, b[subject].Value);
            Same(subject, estimate.Interval?.Lower, b[subject].Interval?.Lower);
            Same(subject, estimate.Interval?.Upper, b[subject].Interval?.Upper);
        }

        static void Same(string subject, double? one, double? other) =>
            Assert.True(one is { } x && other is { } y ? Math.Abs(x - y) < 1e-6 : one is null && other is null, $"{subject}: {one} and {other}");
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Description_IsCompleteForANewcomer(string name)
    {
        var metric = MetricCatalog.Find(name)!;
        Assert.Matches("^[a-z0-9_]+$", metric.Name);
        Assert.All([metric.Title, metric.Sentence, metric.Formula, metric.Assumptions, metric.Reference], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.EndsWith(".", metric.Sentence, StringComparison.Ordinal);
        Assert.True(MetricCatalog.All.Count(other => other.Name == name) == 1);
    }

    [Fact]
    public void All_Catalog_HoldsTheWinRate() => Assert.Contains(MetricCatalog.All, metric => metric.Name == "win_rate");

    private static IReadOnlyList<MetricValue> Check(string name, IReadOnlyCollection<Judgment> votes)
    {
        var values = MetricCatalog.Find(name)!.Compute(JudgmentSet.From(votes), Options);
        foreach (var (subject, estimate) in values)
        {
            Assert.False(string.IsNullOrWhiteSpace(subject));
            Assert.False(string.IsNullOrWhiteSpace(estimate.Method));
            if (estimate.Value is { } value)
                Assert.True(double.IsFinite(value), $"{subject} is {value}");
            else
                Assert.False(string.IsNullOrWhiteSpace(estimate.UndefinedReason));
            // A few dozen judgments are never certain: an interval has a width, and where there is none a warning says why.
            if (estimate.Interval is { } interval)
                Assert.True(interval.Lower < interval.Upper && estimate.Value is not null, $"{subject}: {interval}");
            else if (estimate.Value is not null && estimate.Unit != "p-value")
                Assert.Contains(estimate.Warnings, warning => warning.Contains("no interval", StringComparison.Ordinal));
        }

        return values;
    }

    private static List<Judgment> Votes(int count)
    {
        var random = new Random(42);
        string[] systems = ["generic", "persona", "history"];
        var votes = new List<Judgment>();
        for (var i = 0; i < count; i++)
        {
            var item = random.Next(count / 3);
            var left = item % 3;
            var right = (left + 1 + (item / 3 % 2)) % 3;
            if (random.Next(2) == 0)
                (left, right) = (right, left);
            var rater = random.Next(5);
            if (votes.Any(vote => vote.Item == $"i{item}" && vote.Rater == $"r{rater}"))
                continue;
            votes.Add(new Judgment
            {
                Item = $"i{item}",
                Left = systems[left],
                Right = systems[right],
                Choice = (Choice)random.Next(5),
                Rater = $"r{rater}",
                RaterKind = rater == 4 ? RaterKind.Model : RaterKind.Human,
                Persona = $"p{item % 12}",
                Prompt = $"q{item % 7}",
                Certainty = random.Next(101),
            });
        }

        return votes;
    }

    private static IEnumerable<string> Numbers(IReadOnlyList<MetricValue> values) =>
        values.Select(value => $"{value.Subject} {value.Estimate.Value:R} {value.Estimate.Interval?.Lower:R} {value.Estimate.Interval?.Upper:R}");
}
