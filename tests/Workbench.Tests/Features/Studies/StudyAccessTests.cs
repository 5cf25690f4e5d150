using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class StudyAccessTests
{
    private static readonly Actor Author = new("author", "The author", ActorRole.Researcher);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ActorRole.None)]
    [InlineData(ActorRole.Annotator)]
    [InlineData(ActorRole.Researcher)]
    public async Task Store_SomebodyElsesStudy_IsNeitherListedNorReadNorChanged(ActorRole role)
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var studies = workbench.Get<StudyStore>();
        var id = await studies.CreateAsync(Author, "Mine", new StudyDesign(), Ct);
        var other = new Actor("other", "Somebody", role);

        await Assert.ThrowsAsync<AccessDeniedException>(() => studies.GetAsync(other, id, Ct));
        await Assert.ThrowsAsync<AccessDeniedException>(() => studies.GetSummaryAsync(other, id, Ct));
        await Assert.ThrowsAsync<AccessDeniedException>(() => studies.SaveDesignAsync(other, id, new StudyDesign(), Ct));
        await Assert.ThrowsAsync<AccessDeniedException>(() => studies.RenameAsync(other, id, "Theirs", "", Ct));
        await Assert.ThrowsAsync<AccessDeniedException>(() => studies.CopyAsync(other, id, Ct));
        await Assert.ThrowsAsync<AccessDeniedException>(() => studies.DeleteAsync(other, id, Ct));
        await Assert.ThrowsAsync<AccessDeniedException>(() => workbench.Get<StudyLauncher>().LaunchAsync(other, id, Ct));
        if (role == ActorRole.Researcher)
            Assert.Empty(await studies.ListAsync(other, Ct));
        else
            await Assert.ThrowsAsync<AccessDeniedException>(() => studies.ListAsync(other, Ct));
        Assert.Equal("Mine", (await studies.GetSummaryAsync(Author, id, Ct)).Name);
    }

    [Fact]
    public async Task Store_DeletedStudy_IsGoneUntilItsAuthorRestoresIt()
    {
        await using var workbench = await TestWorkbench.StartAsync(Ct);
        var studies = workbench.Get<StudyStore>();
        var id = await studies.CreateAsync(Author, "Mine", new StudyDesign(), Ct);

        await studies.DeleteAsync(Author, id, Ct);

        Assert.Empty(await studies.ListAsync(Author, Ct));
        await Assert.ThrowsAsync<MissingException>(() => studies.GetAsync(Author, id, Ct));
        await Assert.ThrowsAsync<AccessDeniedException>(() => studies.RestoreAsync(new("other", "Somebody", ActorRole.Researcher), id, Ct));
        Assert.Empty(await studies.ListAsync(Author, Ct));
        await studies.RestoreAsync(Author, id, Ct);
        Assert.Single(await studies.ListAsync(Author, Ct));
    }
}
