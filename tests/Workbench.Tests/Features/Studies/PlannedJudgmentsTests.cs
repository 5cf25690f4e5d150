using Workbench.Features.Studies;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class PlannedJudgmentsTests
{
    [Fact]
    public void Of_NoWaves_IsOneForEachPerson() =>
        Assert.Equal(new PlannedJudgments(3, 144), PlannedJudgments.Of(new(), 48));

    [Fact]
    public void Of_Waves_SumsThoseOfTheFirstPerspective() => Assert.Equal(
        new PlannedJudgments(5, 220), // 30 % for five and 70 % for one; the impersonal wave is another question
        PlannedJudgments.Of(new()
        {
            Waves =
            [
                new() { Name = "one", Share = 0.3, RatersPerComparison = 5 }, new() { Name = "two", Share = 0.7, RatersPerComparison = 1 },
                new() { Name = "three", RatersPerComparison = 9, Perspective = Perspective.Impersonal },
            ],
        }, 100));

    [Fact]
    public void Of_NothingComparedForPersonas_IsNone()
    {
        Assert.Null(PlannedJudgments.Of(new() { Unit = JudgedUnit.Output }, 48));
        Assert.Null(PlannedJudgments.Of(new() { Perspective = Perspective.Self }, 48));
        Assert.Null(PlannedJudgments.Of(new(), 0));
    }
}
