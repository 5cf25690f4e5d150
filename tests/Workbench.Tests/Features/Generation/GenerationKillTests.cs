using Microsoft.EntityFrameworkCore;
using Workbench.Features.Generation;
using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Shared.Access;
using Workbench.Testing.OpenAi;
using Workbench.Testing.Programs;
using Workbench.Tests.Features.Models;
using Xunit;

namespace Workbench.Tests.Features.Generation;

/// <summary>The real program as a child process, ended in the middle of generation, loses nothing and repeats nothing.</summary>
public sealed class GenerationKillTests : ModelTests
{
    private const int Personas = 6;
    private const int Prompts = 5;
    private const int Outputs = Personas * Prompts * 2;

    // The non-personalized request is the same for everybody.
    private const int DistinctRequests = Personas * Prompts + Prompts;

    // For a machine that is busy; that nothing waited for a lease to run out is said by the program's log.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Kill_InTheMiddle_GoesOnWhereItWasAndRepeatsNothingThatWasSaved()
    {
        var gate = new TaskCompletionSource();
        var arrived = 0;
        Server.Otherwise(_ => Interlocked.Increment(ref arrived) <= 14 ? TestReply.Derived : TestReply.Derived with { Gate = gate.Task });
        var study = await LaunchAsync();
        await using var program = await StartAsync();
        await Server.WaitForAsync(requests => requests.Count(r => r.IsChat && r.Completed) >= 14 && requests.Count(r => r.IsChat && !r.Completed) == 4, Cancel);

        await program.KillAsync();
        var saved = await DoneAsync(study);
        var underWay = Server.ChatRequests.Where(r => !r.Completed).Select(r => r.Hash).ToHashSet();
        gate.SetResult();
        await program.StartAgainAsync(Cancel);
        await WaitUntilGeneratedAsync(study);

        var done = await DoneAsync(study);
        Assert.InRange(saved.Count, 10, Outputs - 4);
        Assert.Equal(Outputs, done.Count);
        // What was saved is untouched, and was asked exactly once.
        Assert.All(saved, before => Assert.Equal((before.Text, before.FinishedAt, before.Attempts), Find(done, before.Id)));
        var savedHashes = saved.Select(o => HashIn(o.Text!)).ToHashSet(StringComparer.Ordinal);
        Assert.All(Server.ChatCounts.Where(c => savedHashes.Contains(c.Key[..12])), count => Assert.Equal(1, count.Value));
        // Twice at most, and only what hung at the server or had arrived without being saved.
        Assert.All(Server.ChatCounts, count => Assert.InRange(count.Value, 1, 2));
        Assert.Equal(DistinctRequests, Server.ChatCounts.Count);
        Assert.InRange(Server.ChatRequests.Count, DistinctRequests, DistinctRequests + underWay.Count + 4);
        Assert.Contains("were under way when the program ended last time", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_InTheMiddle_LetsCallsFinishAndRepeatsNothingAtAll()
    {
        Server.Otherwise(_ => TestReply.Derived with { Gate = Task.Delay(TimeSpan.FromMilliseconds(250), Cancel) });
        var study = await LaunchAsync();
        await using var program = await StartAsync();
        await Server.WaitForAsync(requests => requests.Count(r => r.IsChat) >= 10, Cancel);

        await program.StopAsync(Cancel);
        Assert.InRange((await DoneAsync(study)).Count, 4, Outputs - 1);
        Assert.Equal(0, await CountAsync(study, WorkState.Claimed));
        await program.StartAgainAsync(Cancel);
        await WaitUntilGeneratedAsync(study);

        Assert.Equal(Outputs, (await DoneAsync(study)).Count);
        Assert.Equal(DistinctRequests, Server.ChatRequests.Count);
        Assert.All(Server.ChatCounts.Values, count => Assert.Equal(1, count));
    }

    private async Task<Guid> LaunchAsync()
    {
        var people = await Workbench.Get<PersonaStore>().ImportAsync(Actor.LocalOwner, [.. Enumerable.Range(0, Personas).Select(LaunchedStudy.Persona)], "test", Cancel);
        var questions = await Workbench.Get<PromptStore>().ImportAsync(
            Actor.LocalOwner, [.. Enumerable.Range(0, Prompts).Select(n => new PromptDraft { Text = LaunchedStudy.Prompt(n) })], "test", Cancel);
        var design = await Workbench.Get<StudyDefaults>().DesignAsync(Actor.LocalOwner, seed: 7, Cancel);
        var id = await Workbench.Get<StudyStore>().CreateAsync(Actor.LocalOwner, "To be killed", design with
        {
            PersonaIds = people,
            PromptIds = questions,
        }, Cancel);
        await Workbench.Get<StudyLauncher>().LaunchAsync(Actor.LocalOwner, id, Cancel);
        return id;
    }

    private Task<ProgramProcess> StartAsync() => ProgramProcess.StartAsync(new ProgramOptions
    {
        DataFolder = Path.Combine(Workbench.Folder, "data"),
        Environment = new Dictionary<string, string> { ["Workbench__SampleData"] = "false" },
    }, Cancel);

    private async Task WaitUntilGeneratedAsync(Guid study)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(deadline.Token))
            if ((await Workbench.Get<GenerationStore>().GetProgressAsync(Actor.LocalOwner, study, deadline.Token)).State == StudyState.Generated)
                return;
    }

    private Task<List<Output>> DoneAsync(Guid study) =>
        Workbench.Database.ReadAsync(db => db.Set<Output>().Where(o => o.StudyId == study && o.State == WorkState.Done).ToListAsync(Cancel), Cancel);

    private Task<int> CountAsync(Guid study, WorkState state) =>
        Workbench.Database.ReadAsync(db => db.Set<Output>().CountAsync(o => o.StudyId == study && o.State == state, Cancel), Cancel);

    private static (string?, DateTime?, int) Find(List<Output> outputs, Guid id)
    {
        var output = outputs.Single(o => o.Id == id);
        return (output.Text, output.FinishedAt, output.Attempts);
    }

    // The test server's answers name the request they answer: "Answer 0123456789ab by …".
    private static string HashIn(string text) => text.Split(' ')[1];
}
