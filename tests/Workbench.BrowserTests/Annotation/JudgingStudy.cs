using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared.Judging;
using Workbench.Testing.Programs;

namespace Workbench.BrowserTests.Annotation;

/// <summary>
/// A launched study written into the database of a running program. Each text carries a mark that only this test can
/// read, so that it knows which condition stands where without anything else saying so.
/// </summary>
internal sealed class JudgingStudy : IAsyncDisposable
{
    /// <summary>Names that must never reach an annotator's browser.</summary>
    public static readonly string[] Secrets =
        ["Knows-the-person", "Knows-nobody", "persona_prompt", "secret-model", "secret-template", "Does knowing people help", "test-cluster"];

    private static readonly string[] Openings =
        ["Start with the **smallest** thing that would still count.", "There are three ways to look at it.", "Short answer: yes, with care.", "Most people begin too fast."];

    private readonly ServiceProvider _services;
    private readonly Dictionary<string, bool> _personalByMark = [];

    private readonly Func<bool, string>? _text;

    private JudgingStudy(ServiceProvider services, Func<bool, string>? text) => (_services, _text) = (services, text);

    public Guid Id { get; } = Guid.NewGuid();

    public string Path => $"judge/{Id}";

    /// <summary>Id in the library of the persona at a place, as prepared pairs name it.</summary>
    public static Guid LibraryPersona(int position) => new(position, 1, 1, new byte[8]);

    public Database Database => _services.GetRequiredService<Database>();

    /// <param name="program">The running program.</param>
    /// <param name="personas">How many people.</param>
    /// <param name="prompts">How many prompts for each.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="annotation">How it is judged.</param>
    /// <param name="text">The answers' words, by whether the condition knows the person; ordinary ones by default. A mark follows them.</param>
    public static async Task<JudgingStudy> CreateAsync(
        ProgramProcess program, int personas, int prompts, CancellationToken ct, AnnotationDesign? annotation = null, Func<bool, string>? text = null)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Workbench:Data"] = program.DataFolder }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddWorkbench(settings, program.DataFolder);
        var study = new JudgingStudy(services.BuildServiceProvider(), text);
        await study.Database.WriteAsync(db =>
        {
            study.Add(db, personas, prompts, annotation ?? new());
            return Task.CompletedTask;
        }, ct);
        return study;
    }

    /// <summary>Whether the text with this mark came from the condition that knows the person.</summary>
    public bool IsPersonal(string mark) => _personalByMark[mark];

    public Task<List<StoredJudgment>> JudgmentsAsync(CancellationToken ct) =>
        Database.ReadAsync(db => db.Set<StoredJudgment>().Where(j => j.StudyId == Id).ToListAsync(ct), ct);

    /// <summary>Lets somebody who is not in a browser give one verdict on every pair.</summary>
    public Task JudgeAsync(string pseudonym, ResolvedChoice verdict, CancellationToken ct) => Database.WriteAsync(async db =>
    {
        var now = new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc);
        var rater = new Rater { Id = Guid.NewGuid(), StudyId = Id, Kind = RaterKind.Human, ActorId = pseudonym, Pseudonym = pseudonym, CreatedAt = now };
        db.Add(rater);
        foreach (var comparison in await db.Set<Comparison>().Where(c => c.StudyId == Id).Select(c => c.Id).ToListAsync(ct))
        {
            var assignment = new Assignment
            {
                Id = Guid.NewGuid(),
                StudyId = Id,
                ComparisonId = comparison,
                RaterId = rater.Id,
                FirstIsLeft = true,
                Position = 0,
                State = AssignmentState.Judged,
                CreatedAt = now,
            };
            db.Add(assignment);
            db.Add(new StoredJudgment
            {
                Id = Guid.NewGuid(),
                SubmissionId = Guid.NewGuid(),
                StudyId = Id,
                ComparisonId = comparison,
                AssignmentId = assignment.Id,
                RaterId = rater.Id,
                Criterion = CriterionDesign.OverallKey,
                Displayed = verdict == ResolvedChoice.First ? Choice.Left : Choice.Right,
                Resolved = verdict,
                FirstIsLeft = true,
                Perspective = Perspective.ThirdParty,
                SubmittedAt = now,
                Rationale = "The other one promises too much",
                Seconds = 20,
            });
        }
    }, ct);
    /// <summary>The pairs that were given out, hidden checks not among them.</summary>
    public Task<List<Guid>> AssignmentIdsAsync(CancellationToken ct) =>
        Database.ReadAsync(db => db.Set<Assignment>().Where(a => a.StudyId == Id).Select(a => a.Id).ToListAsync(ct), ct);

    public Task<List<Guid>> HiddenIdsAsync(CancellationToken ct) => Database.ReadAsync(async db =>
        (List<Guid>)[
            .. await db.Set<Output>().Where(o => o.StudyId == Id).Select(o => o.Id).ToListAsync(ct),
            .. await db.Set<Comparison>().Where(c => c.StudyId == Id).Select(c => c.Id).ToListAsync(ct),
            .. await db.Set<Condition>().Where(c => c.StudyId == Id).Select(c => c.Id).ToListAsync(ct),
        ], ct);

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private void Add(WorkbenchDb db, int personas, int prompts, AnnotationDesign annotation)
    {
        var now = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        db.Add(new Study { Id = Id, Name = "Does knowing people help", State = StudyState.Generated, Design = new() { Seed = 11, Annotation = annotation }, CreatedAt = now, LaunchedAt = now });
        var conditions = new[] { ("Knows-nobody", "none", false), ("Knows-the-person", "persona_prompt", true) }
            .Select((c, i) => new Condition
            {
                Id = Guid.NewGuid(),
                StudyId = Id,
                Position = i,
                Design = new() { Name = c.Item1, Technique = c.Item2, Model = "secret-model", Parameters = new Dictionary<string, string> { ["where"] = "test-cluster" } },
                IsPersonalized = c.Item3,
                TemplateVersion = "secret-template",
            }).ToArray();
        db.AddRange(conditions);
        var people = Enumerable.Range(0, personas).Select(Person).ToList();
        var questions = Enumerable.Range(0, prompts).Select(Question).ToList();
        db.AddRange(people);
        db.AddRange(questions);
        foreach (var (person, question) in people.SelectMany(_ => questions, (p, q) => (p, q)))
        {
            var outputs = conditions.Select(c => NewOutput(person, question, c)).ToArray();
            db.AddRange(outputs);
            if (annotation.Unit == JudgedUnit.Pair)
                db.Add(Compared(outputs[0], outputs[1]));
            else
                db.AddRange(outputs.Select(o => Compared(o, null)));
        }
    }

    private Comparison Compared(Output first, Output? second) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = Id,
        StudyPersonaId = first.StudyPersonaId,
        StudyPromptId = first.StudyPromptId,
        FirstOutputId = first.Id,
        SecondOutputId = second?.Id,
        FirstConditionId = first.ConditionId,
        SecondConditionId = second?.ConditionId,
        Sample = 0,
    };

    private StudyPersona Person(int i) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = Id,
        Position = i,
        PersonaId = LibraryPersona(i),
        Version = 1,
        Name = $"Mirela {i}",
        Hash = "",
        Json = PersonaJson.Write(new Persona
        {
            Name = $"Mirela {i}",
            Items =
            [
                new() { Field = "description", Text = "A beekeeper who repairs church organs in winter and reads the manuals twice." },
                new() { Field = "age", Text = "58" },
                new() { Field = "place", Text = "Cluj-Napoca, Romania" },
                new() { Field = "interests", Text = "bees, choir, slow trains" },
                new() { Field = "style_note", Text = "Plain words, no exclamation marks, reasons before advice." },
                new() { Field = "documents", Title = "To the choir", Text = "Dear all, the third pipe sulks again. Bring scarves." },
            ],
        }),
    };

    private StudyPrompt Question(int i) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = Id,
        Position = i,
        Version = 1,
        Category = "advice",
        Text = $"How should I plan a quiet weekend number {i}, when everything seems urgent?",
        Hash = "",
    };

    private Output NewOutput(StudyPersona person, StudyPrompt question, Condition condition)
    {
        var mark = Guid.NewGuid().ToString("N")[..12];
        _personalByMark[mark] = condition.IsPersonalized;
        var opening = Openings[_personalByMark.Count % Openings.Length];
        return new()
        {
            Id = Guid.NewGuid(),
            StudyId = Id,
            StudyPersonaId = person.Id,
            StudyPromptId = question.Id,
            ConditionId = condition.Id,
            Sample = 0,
            Position = _personalByMark.Count,
            EndpointId = null,
            RequestHash = "",
            State = WorkState.Done,
            Model = "secret-model",
            Text = _text is not null ? $"{_text(condition.IsPersonalized)}\n\n(note {mark})" : $"""
                {opening}

                1. Write down what cannot wait, and cross out half of it.
                2. Keep one hour for nothing at all; it is the hour that you will remember.
                3. Ask somebody to come along, or nobody, but decide it today.

                If it rains, the same plan works indoors with tea. (note {mark})
                """,
        };
    }
}
