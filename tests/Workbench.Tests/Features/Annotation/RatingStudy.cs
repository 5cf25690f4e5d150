using Microsoft.EntityFrameworkCore;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>A launched study that rates one answer at a time, its answers written by the test.</summary>
internal sealed class RatingStudy : IAsyncDisposable
{
    private RatingStudy(TestWorkbench workbench, Guid id) => (Workbench, Id) = (workbench, id);

    public TestWorkbench Workbench { get; }

    public Guid Id { get; }

    public AssignmentStore Assignments => Workbench.Get<AssignmentStore>();

    public JudgmentStore Judgments => Workbench.Get<JudgmentStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RatingStudy> LaunchAsync(int personas, int prompts, AnnotationDesign? annotation = null)
    {
        var workbench = await TestWorkbench.StartAsync(Cancel);
        await workbench.RunStepAsync<PrepareEndpoints>(Cancel);
        var people = await workbench.Get<PersonaStore>().ImportAsync(
            Actor.LocalOwner, [.. Enumerable.Range(1, personas).Select(i => new Persona { Name = $"Person {i}", Items = [new() { Field = "age", Text = $"{30 + i}" }] })], "test", Cancel);
        var questions = await workbench.Get<PromptStore>().ImportAsync(
            Actor.LocalOwner, [.. Enumerable.Range(1, prompts).Select(i => new PromptDraft { Text = $"Question {i}?", Category = "advice" })], "test", Cancel);
        var design = await workbench.Get<StudyDefaults>().DesignAsync(Actor.LocalOwner, seed: 7, Cancel);
        var id = await workbench.Get<StudyStore>().CreateAsync(
            Actor.LocalOwner, "Ratings", design with { PersonaIds = people, PromptIds = questions, Annotation = (annotation ?? new()) with { Unit = JudgedUnit.Output } }, Cancel);
        await workbench.Get<StudyLauncher>().LaunchAsync(Actor.LocalOwner, id, Cancel);
        var study = new RatingStudy(workbench, id);
        await workbench.Database.WriteAsync(async db =>
        {
            foreach (var output in await db.Set<Output>().Where(o => o.StudyId == id).ToListAsync(Cancel))
                (output.State, output.Text) = (WorkState.Done, $"answer {output.Position}");
        }, Cancel);
        return study;
    }

    public async Task<Actor> AnnotatorAsync(string name)
    {
        await Workbench.Database.WriteAsync(db => Task.FromResult(db.Add(new StudyMember { StudyId = Id, ActorId = name, Right = StudyRight.Judge, CreatedAt = DateTime.UnixEpoch })), Cancel);
        return new Actor(name, name, ActorRole.Annotator);
    }

    public Task<SubmitOutcome> RateAsync(Actor actor, PairToJudge shown, int value) => Judgments.SubmitAsync(
        actor, new Submission { Id = Guid.NewGuid(), AssignmentId = shown.AssignmentId, Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = CriterionAnswer.Rating(value) } }, Cancel);

    /// <summary>Rates all that is there; what was shown, in its order.</summary>
    public async Task<List<PairToJudge>> RateAllAsync(Actor actor, Func<PairToJudge, int> rating)
    {
        var shown = new List<PairToJudge>();
        while (await Assignments.NextAsync(actor, Id, null, Cancel) is { } next)
        {
            shown.Add(next);
            await RateAsync(actor, next, rating(next));
        }
        return shown;
    }

    /// <summary>Whether the text that is shown came from the condition that knows the person.</summary>
    public async Task<Dictionary<string, bool>> PersonalByTextAsync() => await Workbench.Database.ReadAsync(db => (
        from output in db.Set<Output>()
        join condition in db.Set<Condition>() on output.ConditionId equals condition.Id
        where output.StudyId == Id
        select new { output.Text, condition.IsPersonalized }).ToDictionaryAsync(o => o.Text!, o => o.IsPersonalized, Cancel), Cancel);

    public Task<List<T>> RowsAsync<T>() where T : class => Workbench.Database.ReadAsync(db => Task.FromResult(db.Set<T>().ToList()), Cancel);

    public ValueTask DisposeAsync() => Workbench.DisposeAsync();
}
