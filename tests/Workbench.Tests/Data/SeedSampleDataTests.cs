using Workbench.Data.Seeding;
using Workbench.Features.Models;
using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Data;

public sealed class SeedSampleDataTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_FirstStart_BringsTheLibraryAndOneCompleteLabelledStudy()
    {
        await using var workbench = await StartAsync();

        await workbench.RunStepAsync<SeedSampleData>(Ct);

        var study = Assert.Single(await workbench.Get<StudyStore>().ListAsync(Actor.LocalOwner, Ct));
        Assert.True(study.IsSample);
        Assert.Equal(StudyState.Generated, study.State);
        Assert.Equal((96, 96, 48), (study.Outputs, study.OutputsDone, study.Comparisons)); // 8 × 6 × 2, and one comparison per cell
        Assert.Equal((0, 144), (study.HumanJudgments, study.SimulatedJudgments)); // 48 comparisons × 3 simulated raters
        Assert.True((await workbench.Get<PersonaStore>().AllAsync(Actor.LocalOwner, Ct)).Count >= 24);
        Assert.True((await workbench.Get<PromptStore>().AllAsync(Actor.LocalOwner, Ct)).Count >= 36);
    }

    [Fact]
    public async Task RunAsync_SecondStartAfterTheStudyWasDeleted_BringsNothingBack()
    {
        await using var workbench = await StartAsync();
        await workbench.RunStepAsync<SeedSampleData>(Ct);
        var study = Assert.Single(await workbench.Get<StudyStore>().ListAsync(Actor.LocalOwner, Ct));
        await workbench.Get<StudyStore>().DeleteAsync(Actor.LocalOwner, study.Id, Ct);

        await workbench.RunStepAsync<SeedSampleData>(Ct);

        Assert.Empty(await workbench.Get<StudyStore>().ListAsync(Actor.LocalOwner, Ct));
    }

    [Fact]
    public async Task Preview_TheSampleDesignAgain_CanBeAnsweredWholly()
    {
        await using var workbench = await StartAsync();
        await workbench.RunStepAsync<SeedSampleData>(Ct);
        var sample = Assert.Single(await workbench.Get<StudyStore>().ListAsync(Actor.LocalOwner, Ct));
        var planner = workbench.Get<StudyPlanner>();
        var design = (await workbench.Get<StudyStore>().GetAsync(Actor.LocalOwner, sample.Id, Ct)).Design;
        var (plan, missing) = await planner.PlanAsync(Actor.LocalOwner, design, Ct);
        var (more, _) = await planner.PlanAsync(Actor.LocalOwner, design with { Samples = 2 }, Ct);

        var preview = planner.Preview(plan, Ct);
        var twice = planner.Preview(more, Ct);

        Assert.Empty(missing);
        Assert.Equal((54, 54, 54), (preview.Calls, preview.RecordedCalls, preview.RecordedAnswerable)); // 6 shared + 48 personalized
        Assert.Equal((108, 54), (twice.RecordedCalls, twice.RecordedAnswerable)); // no second samples were recorded
    }

    private static async Task<TestWorkbench> StartAsync()
    {
        var workbench = await TestWorkbench.StartAsync(Ct);
        Directory.CreateSymbolicLink(Path.Combine(workbench.Folder, "seed-data"), RepositoryRoot.Combine("seed-data"));
        await workbench.RunStepAsync<PrepareEndpoints>(Ct);
        return workbench;
    }
}
