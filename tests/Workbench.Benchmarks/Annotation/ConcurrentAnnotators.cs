using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Benchmarks.Annotation;

/// <summary>
/// Two hundred annotators at once on one SQLite file: each takes a pair, notes that it was shown, keeps a draft, thinks
/// for five to fifteen seconds (real ones take a minute) and submits. Reported is the time from submit to committed.
/// A second run goes the heavy ways at once: twenty thousand comparisons of which most are full, so that everything is
/// looked through for a place, the screen opened and the next pair fetched ahead, hidden checks, and a target that many share.
/// </summary>
internal static class ConcurrentAnnotators
{
    public const string Name = "annotators";

    private const int Annotators = 200;
    private const int PairsEach = 6;

    public static void Run(TextWriter output) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("workbench-bench-");
        try
        {
            var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Workbench:Data"] = folder.FullName }).Build();
            await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddWorkbench(settings, folder.FullName).BuildServiceProvider();
            await DataSetup.MigrateAsync(services, CancellationToken.None);
            await MeasureAsync(output, services, "600 comparisons, places everywhere", await AddStudyAsync(services.GetRequiredService<Database>(), 20, 30, new() { RatersPerComparison = 50 }, full: 0), opens: false);
            var target = new StratumTarget { Kind = StratumKind.PromptCategory, Value = "c", Judgments = 1_000_000 };
            await MeasureAsync(output, services, "20,000 comparisons, 9 of 10 full, a target, checks, opened and fetched ahead",
                await AddStudyAsync(services.GetRequiredService<Database>(), 200, 100, new() { RatersPerComparison = 1, CheckEvery = 5, Targets = [target] }, full: 0.9), opens: true);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(TextWriter output, IServiceProvider services, string what, Guid study, bool opens)
    {
        var times = new Times([], [], []);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Annotators).Select(i => Task.Run(() => JudgeAsync(services, study, i, opens, times))));
        var seconds = clock.Elapsed.TotalSeconds;
        var rows = times.Submits.Count;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {Annotators} annotators, {rows} judgments in {seconds:0.0} s ({rows / seconds:0} a second), {Environment.ProcessorCount} cores, SQLite with synchronous=FULL"));
        await output.WriteLineAsync(Line("submit to committed", times.Submits));
        await output.WriteLineAsync(Line("next pair", times.Nexts));
        if (opens)
            await output.WriteLineAsync(Line("screen opened", times.Opens));
    }

    private static async Task JudgeAsync(IServiceProvider services, Guid study, int number, bool opens, Times times)
    {
        var (assignments, judgments) = (services.GetRequiredService<AssignmentStore>(), services.GetRequiredService<JudgmentStore>());
        var (random, actor, cancel) = (new Random(number), new Actor($"a-{number}", $"a-{number}", ActorRole.Annotator), CancellationToken.None);
        await Task.Delay(random.Next(10_000));
        if (opens)
            for (var i = 0; i < 2; i++)
                times.Opens.Add(await TakesAsync(() => assignments.OpenAsync(actor, study, cancel)));
        for (var i = 0; i < PairsEach; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var pair = await assignments.NextAsync(actor, study, null, cancel) ?? throw new InvalidOperationException("no pair left");
            times.Nexts.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await assignments.ShowAsync(actor, pair.AssignmentId, cancel);
            if (opens)
                times.Nexts.Add(await TakesAsync(() => assignments.NextAsync(actor, study, pair.AssignmentId, cancel)));
            await Task.Delay(random.Next(2_500, 7_500));
            await assignments.SaveDraftAsync(actor, pair.AssignmentId, """{"answers":{"overall":"left_1"}}""", cancel);
            await Task.Delay(random.Next(2_500, 7_500));
            var submission = new Submission { Id = Guid.NewGuid(), AssignmentId = pair.AssignmentId, Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = new(Choice.Left, 1) } };
            start = Stopwatch.GetTimestamp();
            await judgments.SubmitAsync(actor, submission, cancel);
            times.Submits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private static async Task<double> TakesAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Line(string what, ConcurrentBag<double> times)
    {
        var sorted = times.Order().ToArray();
        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
        return string.Create(CultureInfo.InvariantCulture, $"{what}: median {At(0.5):0.0} ms, 95th percentile {At(0.95):0.0} ms, worst {sorted[^1]:0.0} ms");
    }

    private static Task<Guid> AddStudyAsync(Database database, int personas, int prompts, AnnotationDesign design, double full) => database.WriteAsync(db =>
    {
        var (study, now) = (Guid.NewGuid(), new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc));
        db.Add(new Study { Id = study, Name = "Benchmark", State = StudyState.Generated, Design = new() { Annotation = design }, CreatedAt = now, LaunchedAt = now });
        db.AddRange(Enumerable.Range(0, Annotators).Select(i => new StudyMember { StudyId = study, ActorId = $"a-{i}", Right = StudyRight.Judge, CreatedAt = now }));
        var conditions = Enumerable.Range(0, 2).Select(i => new Condition { Id = Guid.NewGuid(), StudyId = study, Position = i, Design = new() { Name = $"c{i}", Technique = "none", Model = "m" }, IsPersonalized = i == 1, TemplateVersion = "1" }).ToArray();
        db.AddRange(conditions);
        var people = Enumerable.Range(0, personas).Select(i => new StudyPersona { Id = Guid.NewGuid(), StudyId = study, Position = i, Version = 1, Name = $"p{i}", Json = PersonaJson.Write(new Persona { Name = $"p{i}", Items = [] }), Hash = "" }).ToArray();
        var questions = Enumerable.Range(0, prompts).Select(i => new StudyPrompt { Id = Guid.NewGuid(), StudyId = study, Position = i, Version = 1, Category = "c", Text = $"Question {i}", Hash = "" }).ToArray();
        db.AddRange(people);
        db.AddRange(questions);
        var before = new Rater { Id = Guid.NewGuid(), StudyId = study, Kind = RaterKind.Human, ActorId = "before", Pseudonym = "before", CreatedAt = now };
        db.Add(before);
        var number = 0;
        foreach (var (person, question) in people.SelectMany(_ => questions, (p, q) => (p, q)))
        {
            var outputs = conditions.Select(c => new Output { Id = Guid.NewGuid(), StudyId = study, StudyPersonaId = person.Id, StudyPromptId = question.Id, ConditionId = c.Id, Sample = 0, Position = 0, EndpointId = null, RequestHash = "", State = WorkState.Done, Text = new string('x', 1_500) }).ToArray();
            db.AddRange(outputs);
            var comparison = new Comparison { Id = Guid.NewGuid(), StudyId = study, StudyPersonaId = person.Id, StudyPromptId = question.Id, FirstOutputId = outputs[0].Id, SecondOutputId = outputs[1].Id, FirstConditionId = conditions[0].Id, SecondConditionId = conditions[1].Id, Sample = 0 };
            db.Add(comparison);
            if (number++ < full * personas * prompts)
                db.Add(new Assignment { Id = Guid.NewGuid(), StudyId = study, ComparisonId = comparison.Id, RaterId = before.Id, FirstIsLeft = true, Position = number, State = AssignmentState.Judged, CreatedAt = now });
        }
        return Task.FromResult(study);
    }, CancellationToken.None);

    private sealed record Times(ConcurrentBag<double> Submits, ConcurrentBag<double> Nexts, ConcurrentBag<double> Opens);
}
