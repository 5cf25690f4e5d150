using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Testing.Surroundings;
using Xunit;
using RaterKind = Workbench.Shared.Judging.RaterKind;

namespace Workbench.Tests.Features.Annotation;

/// <summary>A launched study of two conditions in a real SQLite file, with the stores over it and a clock of the test's own.</summary>
internal sealed class AnnotationStudy : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private AnnotationStudy(IEnumerable<KeyValuePair<string, string?>>? more = null)
    {
        var services = new ServiceCollection().AddLogging();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Workbench:Data", _folder.Path), .. more ?? []]).Build();
        services.AddSingleton<IConfiguration>(settings).AddWorkbench(settings, _folder.Path);
        services.AddSingleton<TimeProvider>(Time);
        _services = services.BuildServiceProvider();
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid PlainCondition { get; } = Guid.NewGuid();

    public Guid PersonalCondition { get; } = Guid.NewGuid();

    public AssignmentStore Assignments => Get<AssignmentStore>();

    public JudgmentStore Judgments => Get<JudgmentStore>();

    public static async Task<AnnotationStudy> CreateAsync(int personas = 2, int prompts = 3, AnnotationDesign? annotation = null, Func<int, bool>? isDone = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var study = new AnnotationStudy(settings);
        await DataSetup.MigrateAsync(study._services, Cancel);
        await study.Get<Database>().WriteAsync(db =>
        {
            study.Add(db, personas, prompts, annotation ?? new(), isDone ?? (_ => true));
            return Task.CompletedTask;
        }, Cancel);
        return study;
    }

    /// <summary>Id in the library of the persona at a place, as prepared pairs name it.</summary>
    public static Guid LibraryPersona(int position) => new(position, 1, 1, new byte[8]);

    /// <summary>Another instance of the program over the same database.</summary>
    public AnnotationStudy Beside(IEnumerable<KeyValuePair<string, string?>> settings) => new(settings) { Id = Id };

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A person who may judge this study.</summary>
    public async Task<Actor> AnnotatorAsync(string id)
    {
        await Get<Database>().WriteAsync(db =>
        {
            db.Add(new StudyMember { StudyId = Id, ActorId = id, Right = StudyRight.Judge, CreatedAt = Now });
            return Task.CompletedTask;
        }, Cancel);
        return new Actor(id, id, ActorRole.Annotator);
    }

    public Task<List<T>> RowsAsync<T>() where T : class =>
        Get<Database>().ReadAsync(db => Task.FromResult(db.Set<T>().ToList()), Cancel);

    public async Task<Guid> AddRaterAsync(RaterKind kind)
    {
        var rater = new Rater { Id = Guid.NewGuid(), StudyId = Id, Kind = kind, ActorId = $"{kind}-{Guid.NewGuid():N}", Pseudonym = $"{kind}-{Guid.NewGuid():N}", CreatedAt = Now };
        await Get<Database>().WriteAsync(db => Task.FromResult(db.Add(rater)), Cancel);
        return rater.Id;
    }

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private void Add(WorkbenchDb db, int personas, int prompts, AnnotationDesign annotation, Func<int, bool> isDone)
    {
        var people = Enumerable.Range(0, personas).Select(i => new StudyPersona
        {
            Id = Guid.NewGuid(),
            StudyId = Id,
            Position = i,
            PersonaId = LibraryPersona(i),
            Version = 1,
            Name = $"Person {i}",
            Json = PersonaJson.Write(new Persona { Name = $"Person {i}", Items = [new() { Field = "interests", Text = "chess, bees" }] }),
            Hash = "",
        }).ToList();
        var questions = Enumerable.Range(0, prompts).Select(i => new StudyPrompt
        {
            Id = Guid.NewGuid(),
            StudyId = Id,
            Position = i,
            Version = 1,
            Category = "advice",
            Text = $"Question {i}?",
            Hash = "",
        }).ToList();
        db.Add(new Study
        {
            Id = Id,
            Name = "A study",
            State = StudyState.Generated,
            Design = new() { Seed = 7, Annotation = annotation },
            CreatedAt = Now,
            LaunchedAt = Now,
        });
        db.AddRange(people);
        db.AddRange(questions);
        db.AddRange(Condition(PlainCondition, 0, "plain", "none"), Condition(PersonalCondition, 1, "personal", "persona_prompt"));
        var number = 0;
        foreach (var person in people)
            foreach (var question in questions)
                AddPair(db, person, question, isDone(number++), number);
    }

    private void AddPair(WorkbenchDb db, StudyPersona person, StudyPrompt question, bool isDone, int number)
    {
        var first = Output(person, question, PlainCondition, $"plain answer {number}", true, 2 * number);
        var second = Output(person, question, PersonalCondition, $"personal answer {number}", isDone, 2 * number + 1);
        db.AddRange(first, second);
        db.Add(new Comparison
        {
            Id = Guid.NewGuid(),
            StudyId = Id,
            StudyPersonaId = person.Id,
            StudyPromptId = question.Id,
            FirstOutputId = first.Id,
            SecondOutputId = second.Id,
            FirstConditionId = PlainCondition,
            SecondConditionId = PersonalCondition,
            Sample = 0,
        });
    }

    private Condition Condition(Guid id, int position, string name, string technique) => new()
    {
        Id = id,
        StudyId = Id,
        Position = position,
        Design = new() { Name = name, Technique = technique, Model = "m" },
        IsPersonalized = position == 1,
        TemplateVersion = "1",
    };

    private Output Output(StudyPersona person, StudyPrompt question, Guid condition, string text, bool isDone, int position) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = Id,
        StudyPersonaId = person.Id,
        StudyPromptId = question.Id,
        ConditionId = condition,
        Sample = 0,
        Position = position,
        EndpointId = null,
        RequestHash = "",
        State = isDone ? WorkState.Done : WorkState.Planned,
        Text = isDone ? text : null,
    };
}
