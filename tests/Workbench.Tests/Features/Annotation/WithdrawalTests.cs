using Workbench.Data;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Annotation;
using Workbench.Features.Datasets;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Testing.OpenAi;
using Workbench.Tests.Features.Accounts.Crowd;
using Workbench.Tests.Features.Models;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>Somebody takes themself out: what they wrote, and what leads to them, is in no table and no file any more.</summary>
public sealed class WithdrawalTests : ModelTests
{
    private const string Secret = "zebra-crossing";

    [Fact]
    public async Task WithdrawAsync_AnInvitedAnnotator_TakesTheirWordsTheTieAndTheRight()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: WholeFlow.Design with { AsksSpans = true });
        var ann = await JoinAsync(study);
        await study.ConsentAsync(ann);
        await study.AnswerAsync(ann, SurveyMoment.Before, new(WholeFlow.Before) { ["remark"] = Secret });
        while (await study.NextTrainingAsync(ann) is { } training)
            await study.TryAsync(ann, training, right: true);
        var undone = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.Judgments.SubmitAsync(ann, Wordy(undone), Cancel);
        await study.Judgments.UndoAsync(ann, study.Id, Cancel);
        await study.Judgments.SubmitAsync(ann, Wordy((await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!), Cancel);
        await study.Judgments.SkipAsync(ann, Guid.NewGuid(), (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!.AssignmentId, Secret, Cancel);
        var open = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.Assignments.SaveDraftAsync(ann, open.AssignmentId, Secret, Cancel);
        var rater = Assert.Single(await study.RowsAsync<Rater>());

        await study.Get<WithdrawalStore>().WithdrawAsync(Actor.LocalOwner, rater.Id, "A letter of 4 May", Cancel);

        Assert.Empty(await study.RowsAsync<SurveyAnswer>());
        Assert.All(await study.RowsAsync<Assignment>(), a => Assert.Equal((null, null), (a.Draft, a.SkipReason)));
        Assert.All(await study.RowsAsync<StoredJudgment>(), j => Assert.Equal((null, null, 0), (j.Rationale, j.Details?.Flag, j.Details?.Spans.Count ?? 0)));
        Assert.Equal(3, (await study.RowsAsync<StoredJudgment>()).Count);
        Assert.Equal(Choice.Left, (await study.RowsAsync<StoredJudgment>()).Single(j => j.SupersededAt is null && j.Displayed is not null).Displayed);
        Assert.DoesNotContain(AssignmentState.Open, (await study.RowsAsync<Assignment>()).Select(a => a.State));
        var after = Assert.Single(await study.RowsAsync<Rater>());
        Assert.Equal((true, "withdrew: A letter of 4 May", $"withdrawn:{rater.Id}"), (after.IsWithdrawn, after.ExclusionReason, after.ActorId));
        Assert.Equal("withdrew", Assert.Single(await study.RowsAsync<InvitedAnnotator>()).Name);
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.OpenAsync(ann, study.Id, Cancel));
        Assert.Equal(rater.Pseudonym, Assert.Single(await study.Get<RaterStore>().DecisionsAsync(Actor.LocalOwner, study.Id, Cancel)).Pseudonym);
        foreach (var writer in DatasetFormats.Writers)
        {
            using var stream = new MemoryStream();
            await study.Get<DatasetStore>().WriteFileAsync(Actor.LocalOwner, study.Id, writer, new(), stream, Cancel);
            Assert.DoesNotContain(Secret, System.Text.Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithdrawAsync_WhoJudgedForThemself_ErasesTheProfileAsWell()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 2);
        Server.Otherwise(_ => TestReply.Answer("Plain words."));
        var anna = await study.DescribedAsync("anna");
        await study.GenerateAsync();
        await study.JudgeAllAsync(anna);

        await Workbench.Get<WithdrawalStore>().WithdrawAsync(Actor.LocalOwner, Assert.Single(await study.RowsAsync<Rater>()).Id, "asked", Cancel);

        Assert.Empty(PersonaJson.Read(Assert.Single(await study.RowsAsync<StudyPersona>()).Json).Items);
        Assert.DoesNotContain(await study.RowsAsync<Workbench.Features.Generation.Output>(), o => o.Messages?.Any(m => m.Content.Contains("anna likes", StringComparison.Ordinal)) == true);
        Assert.Equal(2, (await study.RowsAsync<StoredJudgment>()).Count);
    }

    [Fact]
    public async Task WithdrawAsync_APlatformsParticipant_LeavesThemPayableAndNothingThatLeadsToTheData()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var token = await study.OpenDoorAsync();
        var (done, busy) = (await study.ParticipantAsync(token, "done"), await study.ParticipantAsync(token, "busy"));
        await study.JudgeAllAsync(done);
        await study.Assignments.OpenAsync(done, study.Id, Cancel);
        await study.Assignments.NextAsync(busy, study.Id, null, Cancel);
        foreach (var rater in await study.RowsAsync<Rater>())
            await study.Get<WithdrawalStore>().WithdrawAsync(Actor.LocalOwner, rater.Id, "asked", Cancel);

        var paid = (await study.PaymentAsync()).Participants.ToDictionary(p => p.PlatformId!);

        Assert.Equal((CrowdState.Complete, null, 0), (paid["done"].State, paid["done"].Pseudonym, paid["done"].Judged));
        Assert.Equal((CrowdState.Returned, null), (paid["busy"].State, paid["busy"].Pseudonym));
        Assert.Equal(CrowdArrivalState.Ended, (await study.ArriveAsync(token, "PROLIFIC_PID=done")).State);
    }

    [Fact]
    public async Task WithdrawAsync_Twice_OfAModel_OrWithoutAReason_IsRefusedAndNobodyTakesThemInAgain()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        await study.JudgeAllAsync(ann);
        var (rater, model, store) = ((await study.RowsAsync<Rater>()).Single().Id, await study.AddRaterAsync(RaterKind.Model), study.Get<WithdrawalStore>());

        await Assert.ThrowsAsync<ArgumentException>(() => store.WithdrawAsync(Actor.LocalOwner, rater, " ", Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WithdrawAsync(Actor.LocalOwner, model, "asked", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.WithdrawAsync(ann, rater, "asked", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.WithdrawAsync(new("account:r", "R", ActorRole.Researcher), rater, "asked", Cancel));
        await store.WithdrawAsync(Actor.LocalOwner, rater, "asked", Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WithdrawAsync(Actor.LocalOwner, rater, "asked", Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => study.Get<RaterStore>().DecideAsync(Actor.LocalOwner, rater, false, "back", Cancel));
    }

    [Fact]
    public async Task WithdrawAsync_WhoWorksOnTheStudyToo_KeepsThatRight()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var rita = new Actor("account:rita", "Rita", ActorRole.Researcher);
        await study.Get<Database>().WriteAsync(db => Task.FromResult(db.Add(new StudyMember { StudyId = study.Id, ActorId = rita.Id, Right = StudyRight.Edit, CreatedAt = study.Now })), Cancel);
        await study.JudgeAllAsync(rita);

        await study.Get<WithdrawalStore>().WithdrawAsync(rita, (await study.RowsAsync<Rater>()).Single().Id, "asked", Cancel);

        Assert.Equal("A study", (await study.Get<StudyStore>().GetSummaryAsync(rita, study.Id, Cancel)).Name);
    }

    private static async Task<Actor> JoinAsync(AnnotationStudy study)
    {
        var token = await study.Get<PeopleStore>().InviteAsync(Actor.LocalOwner, study.Id, "friends", null, Cancel);
        return (await study.Get<Joining>().JoinAsync(token, "Ann Realname", Cancel))!.Actor;
    }

    private static Submission Wordy(PairToJudge pair) => AnnotationStudySteps.Submission(pair, Choice.Left) with
    {
        Rationale = Secret,
        Draft = Secret,
        Details = new() { Flag = Secret, Spans = [new() { Side = Choice.Left, Start = 0, Length = pair.Left.Length, Quote = pair.Left, Field = "interests", Item = 0 }] },
    };
}
