using Workbench.Features.Annotation;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>Two instances on one PostgreSQL, where no write gate keeps raters apart, only the hold on the study's row does.</summary>
public sealed class PlacesOnPostgresTests
{
    private static readonly Actor Owner = new("owner", "Owner", ActorRole.Owner);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextAsync_TwoInstancesWhileWaveAndOverlapChange_GiveNoPlaceTwice()
    {
        await using var server = await PostgresServer.StartAsync(Cancel);
        KeyValuePair<string, string?>[] settings =
            [new("Workbench:Database:Provider", "postgres"), new("ConnectionStrings:Workbench", await server.CreateDatabaseAsync(Cancel))];
        await using var study = await AnnotationStudy.CreateAsync(personas: 2, prompts: 6, settings: settings, annotation: new()
        {
            RatersPerComparison = 2,
            Waves = [new() { Name = "One", Share = 0.5 }, new() { Name = "Two", Share = 0.5 }],
        });
        await using var other = study.Beside(settings);
        var raters = new List<Actor>();
        for (var i = 0; i < 8; i++)
            raters.Add(await study.AnnotatorAsync($"r{i}"));

        // Two tabs of each rater on two instances at once: one rater is written down.
        await Task.WhenAll(raters.SelectMany(r => new[] { study, other, study }, (r, instance) => Task.Run(() => instance.Assignments.OpenAsync(r, study.Id, Cancel), Cancel)));
        Assert.Equal(8, (await study.RowsAsync<Rater>()).Count);

        async Task JudgeAsync(int number)
        {
            var instance = number % 2 == 0 ? study : other;
            while (await instance.Assignments.NextAsync(raters[number], study.Id, null, Cancel) is { } pair)
                Assert.Equal(SubmitOutcome.Saved, await instance.JudgeAsync(raters[number], pair, Choice.Tie));
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => JudgeAsync(n), Cancel)));
        await Task.WhenAll(
            other.Get<StudyDecisionStore>().ChangeOverlapAsync(Owner, study.Id, 3, "More.", Cancel),
            Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => JudgeAsync(n), Cancel))));
        await study.Get<StudyDecisionStore>().OpenNextWaveAsync(Owner, study.Id, 0, "Next.", Cancel);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => JudgeAsync(n), Cancel)));

        var judged = await study.RowsAsync<Assignment>();
        Assert.All(judged.GroupBy(a => (a.ComparisonId, a.RaterId)), g => Assert.Single(g));
        Assert.Equal(12, judged.Select(a => a.ComparisonId).Distinct().Count());
        Assert.All(judged.GroupBy(a => (a.Wave, a.ComparisonId)), g =>
        {
            Assert.InRange(g.Count(), 2, g.Key.Wave == 0 ? 3 : 2);
            Assert.InRange(g.Count(a => a.FirstIsLeft), 1, 2);
            Assert.InRange(g.Count(a => !a.FirstIsLeft), 1, 2);
        });
    }
}
