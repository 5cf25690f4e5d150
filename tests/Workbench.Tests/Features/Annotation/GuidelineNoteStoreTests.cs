using Workbench.Features.Annotation;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

public sealed class GuidelineNoteStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddAndWithdraw_WhileJudging_ReachAnnotatorsWithoutAnAuthor()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var store = study.Get<GuidelineNoteStore>();
        var heard = 0;
        using var subscription = study.Get<ChangeFeed>().Subscribe(ChangeFeed.Notes(study.Id), TimeSpan.FromMilliseconds(1), () =>
        {
            heard++;
            return Task.CompletedTask;
        });
        var pair = (await study.Assignments.NextAsync(ann, study.Id, null, Cancel))!;
        await study.Assignments.ShowAsync(ann, pair.AssignmentId, Cancel);
        study.Time.Advance(TimeSpan.FromMinutes(1));

        await store.AddAsync(Actor.LocalOwner, study.Id, " Spelling does **not** matter. ", Cancel);
        study.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, heard);
        Assert.Equal([new NoteToRaters("Spelling does **not** matter.", study.Now.AddMinutes(-1))], await store.StandingAsync(ann, study.Id, Cancel));
        var session = await study.Assignments.OpenAsync(ann, study.Id, Cancel);
        Assert.Equal(session.Notes[0].At.AddMinutes(-1), session.NotesReadUntil);
        Assert.True(session.HasGuidelines);
        await store.WithdrawAsync(Actor.LocalOwner, Assert.Single(await store.AllAsync(Actor.LocalOwner, study.Id, Cancel)).Id, Cancel);
        study.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, heard);
        Assert.Empty(await store.StandingAsync(ann, study.Id, Cancel));
        Assert.NotNull(Assert.Single(await store.AllAsync(Actor.LocalOwner, study.Id, Cancel)).WithdrawnAt);
    }

    [Fact]
    public async Task AddAsync_WithoutTheRightOrTheWords_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var store = study.Get<GuidelineNoteStore>();
        var stranger = new Actor("eve", "eve", ActorRole.Researcher);

        await Assert.ThrowsAsync<AccessDeniedException>(() => store.AddAsync(ann, study.Id, "mine", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.AddAsync(stranger, study.Id, "mine", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.AllAsync(ann, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.StandingAsync(new Actor("mallory", "mallory", ActorRole.Annotator), study.Id, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AddAsync(Actor.LocalOwner, study.Id, "  ", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AddAsync(Actor.LocalOwner, study.Id, new string('x', GuidelineNote.MaxTextLength + 1), Cancel));
        await store.AddAsync(Actor.LocalOwner, study.Id, "ours", Cancel);
        var note = Assert.Single(await store.AllAsync(Actor.LocalOwner, study.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.WithdrawAsync(ann, note.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.WithdrawAsync(stranger, note.Id, Cancel));
        Assert.Null(Assert.Single(await store.AllAsync(Actor.LocalOwner, study.Id, Cancel)).WithdrawnAt);
    }
}
