using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Prompts;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>A launched study in which annotators judge for themselves, and what they do in it.</summary>
internal sealed class OwnViewStudy(TestWorkbench workbench, Guid id)
{
    public static AnnotationDesign OwnView { get; } = new() { Perspective = Perspective.Self, ProfileFields = ["occupation", "interests", "style_note", "preferences"], RatersPerComparison = 3 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Guid Id => id;

    public ProfileStore Profiles => workbench.Get<ProfileStore>();

    public AssignmentStore Assignments => workbench.Get<AssignmentStore>();

    public static async Task<OwnViewStudy> LaunchAsync(
        TestWorkbench workbench, Guid endpoint, int prompts, AnnotationDesign? annotation = null, IReadOnlyList<Guid>? personas = null)
    {
        var promptIds = await workbench.Get<PromptStore>().ImportAsync(
            Actor.LocalOwner, [.. Enumerable.Range(1, prompts).Select(i => new PromptDraft { Text = $"Question {i}?", Category = "advice" })], "test", Cancel);
        var id = await workbench.Get<StudyStore>().CreateAsync(Actor.LocalOwner, "Own view", new()
        {
            Seed = 5,
            PersonaIds = personas ?? [],
            PromptIds = promptIds,
            Conditions =
            [
                new() { Name = "plain", Technique = "none", EndpointId = endpoint, Model = "test-model" },
                new() { Name = "personal", Technique = "persona_prompt", EndpointId = endpoint, Model = "test-model" },
            ],
            Annotation = annotation ?? OwnView,
        }, Cancel);
        await workbench.Get<StudyLauncher>().LaunchAsync(Actor.LocalOwner, id, Cancel);
        return new(workbench, id);
    }

    public static Persona Profile(string interests) => new()
    {
        Name = "Real Name",
        Items = [new() { Field = "interests", Text = interests }, new() { Field = "preferences", Text = "No lists" }],
    };

    /// <summary>A person who may judge, and has opened the study.</summary>
    public async Task<Actor> AnnotatorAsync(string name)
    {
        await workbench.Database.WriteAsync(db => Task.FromResult(db.Add(new StudyMember { StudyId = id, ActorId = name, Right = StudyRight.Judge, CreatedAt = DateTime.UnixEpoch })), Cancel);
        var actor = new Actor(name, name, ActorRole.Annotator);
        await Assignments.OpenAsync(actor, id, Cancel);
        return actor;
    }

    public async Task<Actor> DescribedAsync(string name)
    {
        var actor = await AnnotatorAsync(name);
        await Profiles.SaveAsync(actor, id, Profile($"the things {name} likes"), Cancel);
        return actor;
    }

    /// <summary>Passes of the worker until there is nothing to begin.</summary>
    public async Task GenerateAsync()
    {
        var worker = workbench.Services.GetServices<IHostedService>().OfType<GenerationWorker>().Single();
        do
            await worker.FinishAsync();
        while (await worker.PassAsync(Cancel) > 0);
    }

    /// <summary>Judges all that is there, always for the left answer; the assignments in their order.</summary>
    public async Task<List<PairToJudge>> JudgeAllAsync(Actor actor)
    {
        var pairs = new List<PairToJudge>();
        while (await Assignments.NextAsync(actor, id, null, Cancel) is { } pair)
        {
            pairs.Add(pair);
            await workbench.Get<JudgmentStore>().SubmitAsync(actor, AnnotationStudySteps.Submission(pair, Choice.Left), Cancel);
        }
        return pairs;
    }

    public Task<List<T>> RowsAsync<T>() where T : class => workbench.Database.ReadAsync(db => Task.FromResult(db.Set<T>().ToList()), Cancel);

    public async Task<StudyState> StateAsync() => (await workbench.Get<StudyStore>().GetSummaryAsync(Actor.LocalOwner, id, Cancel)).State;
}
