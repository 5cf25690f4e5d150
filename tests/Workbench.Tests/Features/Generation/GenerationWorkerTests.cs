using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Shared.Access;
using Workbench.Testing.OpenAi;
using Workbench.Tests.Features.Models;
using Xunit;

namespace Workbench.Tests.Features.Generation;

public sealed class GenerationWorkerTests : ModelTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    protected override TimeProvider Time => _time;

    private GenerationStore Store => Workbench.Get<GenerationStore>();

    private GenerationWorker Worker => Workbench.Services.GetServices<IHostedService>().OfType<GenerationWorker>().Single();

    [Fact]
    public async Task PassAsync_ARunningStudy_GeneratesEverythingOnceAndCloses()
    {
        var study = await LaunchAsync(personas: 3, prompts: 2);

        await WorkAsync();

        var outputs = await OutputsAsync(study);
        Assert.Equal(12, outputs.Count);
        Assert.All(outputs, o => Assert.Equal((WorkState.Done, 1, null, null), (o.State, o.Attempts, o.LeaseOwner, o.Error)));
        // The non-personalized request is the same for all three personas: 2 calls, and 6 personalized ones.
        Assert.Equal(8, Server.ChatRequests.Count);
        Assert.All(Server.ChatCounts.Values, count => Assert.Equal(1, count));
        Assert.Equal(4, outputs.Count(o => o.Origin == OutputOrigin.Cache));
        var personalized = outputs.First(o => o.Messages!.Count == 2);
        Assert.Contains("Person", personalized.Messages![0].Content, StringComparison.Ordinal);
        Assert.Equal(["age"], personalized.ItemsShown);
        Assert.Equal(StudyState.Generated, (await ProgressAsync(study)).State);
        Assert.True(Server.MostAtOnce <= 4);
    }

    [Fact]
    public async Task PassAsync_RefusedRequest_FailsThatOutputWithTheServersMessageAndTheRestGoesOn()
    {
        var study = await LaunchAsync(personas: 2, prompts: 1);
        Server.When(r => r.Messages[0].Text.Contains("Person 1", StringComparison.Ordinal), TestReply.BadRequest("this content is not allowed"));

        await WorkAsync();

        var progress = await ProgressAsync(study);
        Assert.Equal((3, 1, StudyState.Generated), (progress.Done, progress.Failed, progress.State));
        var error = Assert.Single(progress.Errors);
        Assert.Equal(("The server refused the request (400): this content is not allowed", 1, false), (error.Message, error.Count, error.WillRetry));
    }

    [Fact]
    public async Task RetryFailedAsync_AfterTheCauseIsGone_FinishesOnlyWhatFailed()
    {
        var study = await LaunchAsync(personas: 2, prompts: 1);
        Server.When(r => r.Messages[0].Text.Contains("Person 1", StringComparison.Ordinal), TestReply.BadRequest("no"), times: 1);
        await WorkAsync();
        var before = Server.ChatRequests.Count;

        await Store.RetryFailedAsync(Actor.LocalOwner, study, "The server refused the request (400): no", Cancel);
        await WorkAsync();

        var progress = await ProgressAsync(study);
        Assert.Equal((4, 0, StudyState.Generated), (progress.Done, progress.Failed, progress.State));
        Assert.Equal(before + 1, Server.ChatRequests.Count);
    }

    [Fact]
    public async Task PassAsync_TransientFailure_WaitsInTheRowAndIsTriedAgain()
    {
        var study = await LaunchAsync(personas: 1, prompts: 1);
        // The refusal pauses the endpoint, so it comes once the other request is there: the clock stands still here.
        Server.When(r => r.Messages.Count == 2, TestReply.TooManyRequests(30) with { Gate = Server.WaitForAsync(all => all.Any(r => r.Messages.Count == 1), Cancel) }, times: 1);

        await WorkAsync();

        var waiting = Assert.Single(await OutputsAsync(study), o => o.State == WorkState.Planned);
        Assert.Equal(_time.GetUtcNow().UtcDateTime.AddSeconds(30), waiting.NotBefore);
        var error = Assert.Single((await ProgressAsync(study)).Errors);
        Assert.True(error.WillRetry);
        Assert.Contains("too many requests (429)", error.Message, StringComparison.Ordinal);
        Assert.Equal(StudyState.Running, (await ProgressAsync(study)).State);

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, await Worker.PassAsync(Cancel));
        _time.Advance(TimeSpan.FromSeconds(1));
        await WorkAsync();

        var done = Assert.Single(await OutputsAsync(study), o => o.Id == waiting.Id);
        Assert.Equal((WorkState.Done, 2, null), (done.State, done.Attempts, done.Error));
    }

    [Fact]
    public async Task PassAsync_AlwaysFailing_GivesUpAfterTheEndpointsAttempts()
    {
        await ChangeEndpointAsync(e => e.MaxAttempts = 3);
        var study = await LaunchAsync(personas: 1, prompts: 1);
        Server.Otherwise(_ => TestReply.ServerError());

        for (var turn = 0; turn < 3; turn++)
        {
            await WorkAsync();
            _time.Advance(TimeSpan.FromMinutes(2));
        }
        await WorkAsync();

        Assert.All(await OutputsAsync(study), o => Assert.Equal((WorkState.Failed, 3), (o.State, o.Attempts)));
        Assert.Equal(6, Server.ChatRequests.Count);
        Assert.Equal(2, Assert.Single((await ProgressAsync(study)).Errors).Count);
    }

    [Fact]
    public async Task PauseAsync_InTheMiddle_FinishesWhatIsUnderWayAndTakesNothingNew()
    {
        await ChangeEndpointAsync(e => e.MaxConcurrency = 2);
        var gate = new TaskCompletionSource();
        Server.Otherwise(_ => TestReply.Derived with { Gate = gate.Task });
        var study = await LaunchAsync(personas: 3, prompts: 1);

        Assert.Equal(2, await Worker.PassAsync(Cancel));
        Assert.Equal(0, await Worker.PassAsync(Cancel));
        await Store.PauseAsync(Actor.LocalOwner, study, Cancel);
        gate.SetResult();
        await WorkAsync();

        var paused = await ProgressAsync(study);
        Assert.Equal((2, 4, 0, StudyState.Paused), (paused.Done, paused.Planned, paused.UnderWay, paused.State));
        Assert.Null(paused.TimeLeft);

        await Store.ResumeAsync(Actor.LocalOwner, study, Cancel);
        await WorkAsync();
        Assert.Equal((6, StudyState.Generated), ((await ProgressAsync(study)).Done, (await ProgressAsync(study)).State));
    }

    [Fact]
    public async Task CancelAsync_GivesUpThePlannedAndCanBeTakenBack()
    {
        var study = await LaunchAsync(personas: 1, prompts: 2);
        await Store.CancelAsync(Actor.LocalOwner, study, Cancel);
        await WorkAsync();

        Assert.Equal((4, StudyState.Generated), ((await ProgressAsync(study)).Cancelled, (await ProgressAsync(study)).State));
        Assert.Empty(Server.ChatRequests);

        await Store.RestoreCancelledAsync(Actor.LocalOwner, study, Cancel);
        await WorkAsync();
        Assert.Equal(4, (await ProgressAsync(study)).Done);
    }

    [Fact]
    public async Task PassAsync_AbandonedByADeadProcess_IsTakenAgainAndFinishedWorkIsNot()
    {
        var study = await LaunchAsync(personas: 2, prompts: 1);
        // A process that is gone: it finished one output and left with two claimed.
        var dead = new WorkQueue<Output>(Workbench.Database, Workbench.Get<Instance>() with { Run = "gone" }, _time);
        var abandoned = await dead.ClaimAsync(db => db.Set<Output>().OrderBy(o => o.Position), 3, Cancel);
        await Workbench.Get<OutputGeneration>().RunAsync(abandoned[0], Cancel);
        await dead.FinishAsync(abandoned[0], _ => { }, Cancel);
        var finished = Server.ChatRequests.Count;
        await WorkAsync();
        Assert.Equal(2, (await ProgressAsync(study)).UnderWay);

        await Workbench.Get<WorkQueue<Output>>().ReclaimDeadAsync(Cancel);
        await WorkAsync();

        Assert.Equal((4, StudyState.Generated), ((await ProgressAsync(study)).Done, (await ProgressAsync(study)).State));
        Assert.All(Server.ChatCounts.Values, count => Assert.Equal(1, count));
        Assert.Equal(1, finished);
    }

    [Fact]
    public async Task PassAsync_RequestIsNotTheOneFrozenAtLaunch_IsNotSent()
    {
        var study = await LaunchAsync(personas: 1, prompts: 1);
        await Workbench.Database.WriteAsync(db => db.Set<Output>().ExecuteUpdateAsync(set => set.SetProperty(o => o.RequestHash, "0"), Cancel), Cancel);

        await WorkAsync();

        Assert.Contains("no longer the request that was frozen at launch", Assert.Single((await ProgressAsync(study)).Errors).Message, StringComparison.Ordinal);
        Assert.Empty(Server.ChatRequests);
    }

    [Fact]
    public async Task PassAsync_RecordedModelWithoutTheTexts_SaysHowToConnectAModel()
    {
        await Workbench.RunStepAsync<PrepareEndpoints>(Cancel);
        var study = await LaunchedStudy.AddAsync(Workbench.Database, RecordedEndpoint.Id, ModelRequest.RecordedAddress, 1, 1, Cancel, RecordedEndpoint.Model);

        await WorkAsync();

        var progress = await ProgressAsync(study);
        Assert.Equal((2, StudyState.Generated), (progress.Failed, progress.State));
        Assert.Contains("Connect a model on the Models page", Assert.Single(progress.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PassAsync_DeletedEndpoint_FailsInWords()
    {
        var study = await LaunchAsync(personas: 1, prompts: 1);
        await ChangeEndpointAsync(e => e.DeletedAt = DateTime.UnixEpoch);

        await WorkAsync();

        Assert.Contains("The endpoint Test was deleted", Assert.Single((await ProgressAsync(study)).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetProgressAsync_AfterSomeMinutes_GivesRateAndTimeLeft()
    {
        var study = await LaunchAsync(personas: 4, prompts: 1);
        await ChangeEndpointAsync(e => (e.MaxConcurrency, e.InputPrice, e.OutputPrice) = (4, 1, 1));
        await Worker.PassAsync(Cancel);
        await Worker.FinishAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        var progress = await ProgressAsync(study);

        // 4 in the first minute, 4 left
        Assert.Equal((4, 4), (progress.Done, progress.Left));
        Assert.Equal(4.0, progress.PerMinute!.Value, 6);
        Assert.Equal(TimeSpan.FromMinutes(1), progress.TimeLeft);
        Assert.True(progress.InputTokens > 0);
        Assert.Equal((progress.InputTokens + progress.OutputTokens) / 1e6, progress.Cost!.Value, 12);
    }

    [Fact]
    public async Task PauseAsync_Nobody_IsDenied()
    {
        var study = await LaunchAsync(personas: 1, prompts: 1);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.PauseAsync(Actor.Anonymous, study, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.GetProgressAsync(new Actor("x", "x", ActorRole.Researcher), study, Cancel));
    }

    private Task<Guid> LaunchAsync(int personas, int prompts) =>
        LaunchedStudy.AddAsync(Workbench.Database, Endpoint, Server.Address.AbsoluteUri, personas, prompts, Cancel);

    // Passes until there is nothing (more) to begin now.
    private async Task WorkAsync()
    {
        do
            await Worker.FinishAsync();
        while (await Worker.PassAsync(Cancel) > 0);
    }

    private Task<GenerationProgress> ProgressAsync(Guid study) => Store.GetProgressAsync(Actor.LocalOwner, study, Cancel);

    private Task<List<Output>> OutputsAsync(Guid study) =>
        Workbench.Database.ReadAsync(db => db.Set<Output>().Where(o => o.StudyId == study).OrderBy(o => o.Position).ToListAsync(Cancel), Cancel);
}
