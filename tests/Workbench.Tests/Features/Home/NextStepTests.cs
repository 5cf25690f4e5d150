using Workbench.Features.Home;
using Workbench.Features.Studies;
using Xunit;

namespace Workbench.Tests.Features.Home;

public sealed class NextStepTests
{
    private static readonly StudySummary Sample = Study(StudyState.Generated) with { IsSample = true, Name = "Sample" };

    [Fact]
    public void For_Nothing_IsAPersona() => Assert.Equal("/personas/new", NextStep.For(0, 0, []).Address);

    [Fact]
    public void For_PersonasOnly_IsPrompts() => Assert.Equal("/prompts", NextStep.For(3, 0, []).Address);

    [Fact]
    public void For_ALibrary_IsAStudyWhetherTheSampleIsThereOrNot()
    {
        Assert.Equal("/studies/new", NextStep.For(3, 3, []).Address);
        Assert.Equal("/studies/new", NextStep.For(3, 3, [Sample]).Address);
    }

    [Theory]
    [InlineData(StudyState.Draft, 0, 0, "design")]
    [InlineData(StudyState.Running, 3, 0, "generate")]
    [InlineData(StudyState.Paused, 3, 0, "generate")]
    [InlineData(StudyState.Generated, 0, 0, "generate")]
    [InlineData(StudyState.Generated, 8, 3, "judge")]
    [InlineData(StudyState.Generated, 8, 4, "results")]
    public void For_AnOwnStudy_IsWhereItStands(StudyState state, int outputsDone, int judgments, string expected)
    {
        var study = Study(state) with { OutputsDone = outputsDone, HumanJudgments = judgments };

        var step = NextStep.For(3, 3, [Sample, study]);

        Assert.Contains(expected, step.Address, StringComparison.Ordinal);
        Assert.Contains(study.Id.ToString(), step.Address, StringComparison.Ordinal);
        Assert.Contains("“Mine”", step.Reason, StringComparison.Ordinal);
    }

    private static StudySummary Study(StudyState state) => new()
    {
        Id = Guid.NewGuid(),
        Name = "Mine",
        Question = "",
        State = state,
        IsSample = false,
        CreatedAt = default,
        Outputs = 8,
        Comparisons = 4,
    };
}
