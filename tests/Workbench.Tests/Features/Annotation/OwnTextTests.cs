using System.Text;
using Bunit;
using Workbench.Features.Annotation;
using Workbench.Features.Datasets;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Testing.OpenAi;
using Workbench.Tests.Features.Models;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>What annotators write about themselves: who gets to see it, and how it goes.</summary>
public sealed class OwnTextTests : ModelTests
{
    [Fact]
    public async Task Form_OfTwoAnnotatorsInOneBrowser_KeepsADraftForEach()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 1);
        var keys = new List<string>();
        foreach (var actor in new[] { await study.AnnotatorAsync("anna"), await study.AnnotatorAsync("ben") })
        {
            await using var page = new PageContext(Workbench, actor);
            var drafts = page.JSInterop.SetupModule("./js/drafts.js");
            drafts.Mode = JSRuntimeMode.Loose;
            var form = page.Show<JudgeProfile>(p => p.Add(x => x.StudyId, study.Id).Add(x => x.Desk, Workbench.Get<JudgingDesk>()).Add(x => x.Saved, () => { }));
            form.WaitForAssertion(() => Assert.Single(drafts.Invocations["attach"]));
            keys.AddRange(drafts.Invocations.Where(i => i.Identifier is "has" or "attach").Select(i => i.Arguments.OfType<string>().Single()).Distinct());
        }

        Assert.Equal((await study.RowsAsync<Rater>()).OrderBy(r => r.ActorId).Select(r => $"profile/{study.Id:N}/{r.Pseudonym}"), keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_ParticipantsText_IsThereOnlyWhereTheDesignAllowsIt(bool exports)
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 2, OwnViewStudy.OwnView with { ExportsProfiles = exports, AsksSpans = true });
        // An answer that repeats nothing of the profile: what is looked for can only come from the profile itself.
        Server.Otherwise(_ => TestReply.Answer("Plain words."));
        var anna = await DescribedAndWrittenAsync(study, "anna");
        var pair = (await study.Assignments.NextAsync(anna, study.Id, null, Cancel))!;
        var tied = new HighlightedSpan { Side = Choice.Left, Start = 0, Length = 5, Quote = "Plain", Field = "interests", Item = 0 };
        await Workbench.Get<JudgmentStore>().SubmitAsync(anna, AnnotationStudySteps.Submission(pair, Choice.Left) with { Details = new() { Spans = [tied] } }, Cancel);
        await study.JudgeAllAsync(anna);
        var pseudonym = Assert.Single(await study.RowsAsync<Rater>()).Pseudonym;

        foreach (var writer in DatasetFormats.Writers)
        {
            var text = await ExportAsync(study, writer.Name, new());
            var personalized = await ExportAsync(study, writer.Name, new() { Prompt = PromptForm.Personalized });
            var holdsText = writer.Name is "personas-jsonl" or "outputs-jsonl" or "judgments-jsonl" or "judgments-csv";
            Assert.Equal(exports && holdsText, text.Contains("anna likes", StringComparison.Ordinal));
            Assert.Equal(exports && (holdsText || writer.Name == "trl-preference"), personalized.Contains("anna likes", StringComparison.Ordinal));
            if (writer.Name is "outputs-jsonl" or "judgments-jsonl")
                Assert.Contains(pseudonym, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EraseAsync_AProfile_TakesTheTextAndLeavesTheJudgments()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 2);
        Server.Otherwise(_ => TestReply.Answer("Plain words."));
        var anna = await DescribedAndWrittenAsync(study, "anna");
        await study.JudgeAllAsync(anna);
        var rater = Assert.Single(await study.RowsAsync<Rater>());

        await study.Profiles.EraseAsync(Actor.LocalOwner, rater.Id, "She asked for it", Cancel);

        Assert.Empty(PersonaJson.Read(Assert.Single(await study.RowsAsync<StudyPersona>()).Json).Items);
        Assert.DoesNotContain(await study.RowsAsync<Output>(), o => o.Messages?.Any(m => m.Content.Contains("anna likes", StringComparison.Ordinal)) == true);
        Assert.Equal(2, (await study.RowsAsync<StoredJudgment>()).Count(j => j.SupersededAt is null));
        var decision = Assert.Single(await study.RowsAsync<StudyDecision>());
        Assert.Equal(($"The profile of {rater.Pseudonym} was erased.", "She asked for it"), (decision.What, decision.Reason));
        Assert.True(Assert.Single(await study.Profiles.ListAsync(Actor.LocalOwner, study.Id, Cancel)).IsErased);
        await Assert.ThrowsAsync<InvalidOperationException>(() => study.Profiles.SaveAsync(anna, study.Id, OwnViewStudy.Profile("again"), Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Profiles.EraseAsync(anna, rater.Id, "no right", Cancel));
        await Assert.ThrowsAsync<MissingException>(() => study.Profiles.EraseAsync(Actor.LocalOwner, Guid.NewGuid(), "nobody", Cancel));
    }

    [Fact]
    public async Task EraseAsync_OfAnExportedProfile_LeavesNoPairWithoutItsMessagesAndNoHashToTestGuessesWith()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 2, OwnViewStudy.OwnView with { ExportsProfiles = true });
        await study.JudgeAllAsync(await DescribedAndWrittenAsync(study, "anna"));
        var hashes = (await study.RowsAsync<Output>()).Where(o => o.Messages!.Any(m => m.Content.Contains("anna likes", StringComparison.Ordinal))).Select(o => o.RequestHash).ToList();

        await study.Profiles.EraseAsync(Actor.LocalOwner, Assert.Single(await study.RowsAsync<Rater>()).Id, "She asked for it", Cancel);

        Assert.Equal(2, hashes.Count);
        Assert.DoesNotContain(await study.RowsAsync<CachedReply>(), r => hashes.Contains(r.RequestHash));
        var outputs = await ExportAsync(study, "outputs-jsonl", new());
        Assert.All(hashes, hash => Assert.DoesNotContain(hash, outputs, StringComparison.Ordinal));
        using var stream = new MemoryStream();
        var file = await Workbench.Get<DatasetStore>().WriteFileAsync(
            Actor.LocalOwner, study.Id, DatasetFormats.FindWriter("trl-preference")!, new() { Prompt = PromptForm.Personalized }, stream, Cancel);
        Assert.Equal((0, 0), (file.Counts.Rows, stream.Length));
        Assert.Equal([new("the participant's profile was erased, and the messages with it", 2)], file.Counts.LeftOut);
        Assert.NotEmpty(await ExportAsync(study, "trl-preference", new()));
    }

    [Fact]
    public async Task EraseAsync_BeforeTheAnswersAreWritten_GivesThemUp()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 2);
        await study.DescribedAsync("anna");

        await study.Profiles.EraseAsync(Actor.LocalOwner, Assert.Single(await study.RowsAsync<Rater>()).Id, "asked", Cancel);
        await study.GenerateAsync();

        Assert.All(await study.RowsAsync<Output>(), o => Assert.Equal(WorkState.Cancelled, o.State));
        Assert.Empty(Server.ChatRequests);
        // Nor does anybody get them back, as what they were made of is gone.
        await Workbench.Get<GenerationStore>().RestoreCancelledAsync(Actor.LocalOwner, study.Id, Cancel);
        await study.GenerateAsync();
        Assert.All(await study.RowsAsync<Output>(), o => Assert.Equal((WorkState.Cancelled, null), (o.State, o.Error)));
        var progress = await Workbench.Get<GenerationStore>().GetProgressAsync(Actor.LocalOwner, study.Id, Cancel);
        Assert.Equal((4, 0, StudyState.Generated), (progress.Erased, progress.Cancelled, progress.State));
    }

    private static async Task<Actor> DescribedAndWrittenAsync(OwnViewStudy study, string name)
    {
        var actor = await study.DescribedAsync(name);
        await study.GenerateAsync();
        return actor;
    }

    private async Task<string> ExportAsync(OwnViewStudy study, string format, ExportOptions options)
    {
        using var stream = new MemoryStream();
        await Workbench.Get<DatasetStore>().WriteFileAsync(Actor.LocalOwner, study.Id, DatasetFormats.FindWriter(format)!, options, stream, Cancel);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
