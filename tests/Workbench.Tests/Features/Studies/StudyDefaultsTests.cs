using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class StudyDefaultsTests
{
    [Fact]
    public async Task DesignAsync_ANewStudy_AsksFitQualityRelevanceAndOverPersonalizationWithItsKinds()
    {
        await using var workbench = await TestWorkbench.StartAsync(TestContext.Current.CancellationToken);

        var asked = (await workbench.Get<StudyDefaults>().DesignAsync(Actor.LocalOwner, seed: 7, TestContext.Current.CancellationToken)).Annotation;

        Assert.Equal(["personalization_fit", "quality", "relevance", "over_personalization"], asked.Criteria.Select(c => c.Key));
        Assert.Equal(5, asked.ReasonCodes.Count);
    }
}
