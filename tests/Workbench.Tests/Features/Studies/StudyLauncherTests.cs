using Microsoft.EntityFrameworkCore;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class StudyLauncherTests
{
    private static readonly Actor Owner = Actor.LocalOwner;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LaunchAsync_TwoPersonasThreePromptsTwoSamples_PlansEveryCellAndComparison()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => design with { Samples = 2 });

        await workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct);

        var study = await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct);
        Assert.Equal(StudyState.Running, study.Summary.State);
        Assert.Equal(2 * 3 * 2 * 2, study.Summary.Outputs); // personas × prompts × conditions × samples
        Assert.Equal(2 * 3 * 2, study.Summary.Comparisons); // one pair of conditions in each cell
        Assert.Equal(["non-personalized", "persona prompt"], study.Frozen!.Conditions.Select(c => c.Name));
        Assert.Equal([false, true], study.Frozen.Conditions.Select(c => c.IsPersonalized));
        Assert.Equal(StudyLauncher.Hash(study.Manifest!), study.ManifestHash);
    }

    [Fact]
    public async Task LaunchAsync_ConditionsDesignedTheOtherWayRound_PutsTheNonPersonalizedOneFirst()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => design with { Conditions = [.. design.Conditions.Reverse()] });

        await workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct);

        var comparisons = await workbench.Database.ReadAsync(db => (
            from comparison in db.Set<Comparison>()
            join first in db.Set<Condition>() on comparison.FirstConditionId equals first.Id
            join second in db.Set<Condition>() on comparison.SecondConditionId equals second.Id
            where comparison.StudyId == id
            select new { First = first.IsPersonalized, Second = second.IsPersonalized }).ToListAsync(Ct), Ct);
        Assert.NotEmpty(comparisons);
        Assert.All(comparisons, c => Assert.Equal((false, true), (c.First, c.Second)));
    }

    [Fact]
    public async Task LaunchAsync_NonPersonalizedCondition_AsksTheSameForEveryPersonaAndDifferentlyForEverySample()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => design with { Samples = 2 });

        await workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct);

        var outputs = await workbench.Database.ReadAsync(db => (
            from output in db.Set<Output>()
            join condition in db.Set<Condition>() on output.ConditionId equals condition.Id
            where output.StudyId == id
            select new { output.RequestHash, output.StudyPromptId, output.Sample, condition.IsPersonalized }).ToListAsync(Ct), Ct);
        Assert.Equal(3 * 2, outputs.Where(o => !o.IsPersonalized).Select(o => o.RequestHash).Distinct().Count()); // prompts × samples
        Assert.Equal(2 * 3 * 2, outputs.Where(o => o.IsPersonalized).Select(o => o.RequestHash).Distinct().Count()); // personas × prompts × samples
        var preview = workbench.Get<StudyPlanner>();
        var (plan, _) = await preview.PlanAsync(Owner, (await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct)).Design, Ct);
        Assert.Equal(outputs.Select(o => o.RequestHash).Distinct().Count(), preview.Preview(plan, Ct).Calls);
    }

    [Fact]
    public async Task LaunchAsync_PromptThatBelongsToOnePersona_MeetsOnlyThatOne()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => design);
        var design = (await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct)).Design;
        var mine = await workbench.Get<PromptStore>().ImportAsync(Owner, [new PromptDraft { Text = "Only mine", PersonaId = design.PersonaIds[1] }], null, Ct);
        await workbench.Get<StudyStore>().SaveDesignAsync(Owner, id, design with { PromptIds = [.. design.PromptIds, .. mine] }, Ct);

        await workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct);

        var study = await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct);
        Assert.Equal(2 * 3 + 1, study.Summary.Comparisons);
        Assert.Equal(study.Frozen!.Personas[1].Id, study.Frozen.Prompts.Single(p => p.Text == "Only mine").OnlyFor);
    }

    [Fact]
    public async Task LaunchAsync_LibraryEditedAndEmptiedAfterwards_LeavesTheStudyAsItWas()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => design);
        await workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct);
        var before = await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct);

        var personas = workbench.Get<PersonaStore>();
        foreach (var persona in await personas.AllAsync(Owner, Ct))
        {
            await personas.SaveAsync(Owner, persona.Id, persona.Version, persona.Persona with { Name = "Somebody else" }, Ct);
            await personas.DeleteAsync(Owner, persona.Id, Ct);
        }

        var after = await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct);
        Assert.Equal(before.Frozen!.Personas.Select(p => (p.Persona.Name, p.Version, p.Hash)), after.Frozen!.Personas.Select(p => (p.Persona.Name, p.Version, p.Hash)));
        Assert.Equal(before.ManifestHash, after.ManifestHash);
    }

    [Fact]
    public async Task LaunchAsync_TwiceOrWithAChangedDesign_IsRefusedAndChangesNothing()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => design);
        await workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct);

        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct));
        var changed = await Assert.ThrowsAsync<InvalidOperationException>(() => workbench.Get<StudyStore>().SaveDesignAsync(Owner, id, new StudyDesign(), Ct));

        Assert.Contains("launched already", again.Message, StringComparison.Ordinal);
        Assert.Contains("frozen", changed.Message, StringComparison.Ordinal);
        Assert.Equal(2 * 3 * 2, (await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct)).Summary.Outputs);
    }

    [Theory]
    [InlineData("personas", "Choose at least one persona.")]
    [InlineData("prompts", "Choose at least one prompt.")]
    [InlineData("conditions", "A comparison needs two conditions.")]
    [InlineData("model", "choose a model")]
    [InlineData("names", "Two conditions are named")]
    public async Task LaunchAsync_UnreadyDesign_SaysWhatToMendAndStaysADraft(string lacking, string said)
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => lacking switch
        {
            "personas" => design with { PersonaIds = [] },
            "prompts" => design with { PromptIds = [] },
            "conditions" => design with { Conditions = [design.Conditions[0]] },
            "model" => design with { Conditions = [.. design.Conditions.Select(c => c with { Model = "" })] },
            _ => design with { Conditions = [.. design.Conditions.Select(c => c with { Name = "Same" })] },
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal(StudyState.Draft, (await workbench.Get<StudyStore>().GetSummaryAsync(Owner, id, Ct)).State);
    }

    [Fact]
    public async Task LaunchAsync_PersonaDeletedSinceItWasChosen_NamesTheLoss()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var id = await DraftAsync(workbench, design => design);
        var first = (await workbench.Get<StudyStore>().GetAsync(Owner, id, Ct)).Design.PersonaIds[0];
        await workbench.Get<PersonaStore>().DeleteAsync(Owner, first, Ct);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => workbench.Get<StudyLauncher>().LaunchAsync(Owner, id, Ct));

        Assert.Contains("One persona of this design was deleted", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A draft of two personas, three prompts and the two usual conditions on the recorded endpoint.</summary>
    private static async Task<Guid> DraftAsync(TestWorkbench workbench, Func<StudyDesign, StudyDesign> change)
    {
        await workbench.RunStepAsync<PrepareEndpoints>(Ct);
        var personas = await workbench.Get<PersonaStore>().ImportAsync(Owner,
            [Person("Ada", "34"), Person("Ben", "71")], "test", Ct);
        var prompts = await workbench.Get<PromptStore>().ImportAsync(Owner,
            [.. Enumerable.Range(1, 3).Select(i => new PromptDraft { Text = $"Question {i}", Category = "advice" })], "test", Ct);
        var design = await workbench.Get<StudyDefaults>().DesignAsync(Owner, seed: 7, Ct);
        return await workbench.Get<StudyStore>().CreateAsync(Owner, "A study", change(design with { PersonaIds = personas, PromptIds = prompts }), Ct);
    }

    private static Persona Person(string name, string age) => new() { Name = name, Items = [new PersonaItem { Field = "age", Text = age }] };
}
