using Workbench.Features.Studies;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class JudgingLinesTests
{
    [Fact]
    public void Of_APlainDesign_SaysOnlyWhatIsSet() => Assert.Equal(
        [("At once", "two answers, compared"), ("Perspective", "third party"), ("People per comparison", "3"), ("Given next", "blocks of one persona, in each rater’s own random order")],
        JudgingLines.Of(new()));

    [Fact]
    public void Of_AFullDesign_SaysAllOfIt()
    {
        var pair = new PreparedPair { Key = "k", Prompt = "?", Better = "yes", Worse = "no" };
        var question = new SurveyQuestion { Key = "age", Text = "How old?", Kind = SurveyQuestionKind.Number };
        var lines = JudgingLines.Of(new()
        {
            RatersPerComparison = 4,
            Waves = [new() { Name = "Pilot", Share = 0.125, RatersPerComparison = 1 }, new() { Name = "Own", Perspective = Perspective.Self }, new() { Name = "Rest", Perspective = Perspective.Impersonal, Share = 0.5 }],
            Targets = [.. Enumerable.Range(1, 7).Select(i => new StratumTarget { Kind = StratumKind.Persona, Value = $"P{i}", Judgments = 1000 })],
            Allocation = Allocation.Adaptive,
            MaxPerRater = 1,
            Criteria = [CriterionDesign.Usual[0]],
            Consent = "Yes.",
            QuestionsBefore = [question],
            QuestionsAfter = [question, question with { Key = "again" }],
            Training = [pair, pair with { Key = "l" }],
            TrainingPass = 1,
            Gold = [pair],
            CheckEvery = 5,
            ExcludeAfterFailedChecks = 2,
        }).ToDictionary(l => l.Name, l => l.Words);

        Assert.Equal("third party, then self, then impersonal", lines["Perspective"]);
        Assert.Equal("Pilot: 12.5 % of the comparisons, third party, one person each", lines["Wave 1"]);
        // Nobody else can judge what was written for one annotator.
        Assert.Equal("Own: 100 % of the comparisons, self, one person each", lines["Wave 2"]);
        Assert.Equal("Rest: 50 % of the comparisons, impersonal, 4 people each", lines["Wave 3"]);
        Assert.StartsWith("persona P1 1,000 judgments; ", lines["Targets"], StringComparison.Ordinal);
        Assert.EndsWith("persona P6 1,000 judgments; and 1 more", lines["Targets"], StringComparison.Ordinal);
        Assert.Equal("blocks drawn where the interval is widest; results are weighted", lines["Given next"]);
        Assert.Equal(("1 pair", "personalization fit", "1 question", "2 questions"), (lines["Most for one rater"], lines["Asked besides"], lines["Questions before"], lines["Questions after"]));
        Assert.Equal("asked for, text " + new AnnotationDesign { Consent = "Yes." }.ConsentVersion(), lines["Consent"]);
        Assert.Equal(("2 pairs, 1 of them right to go on", "1 pair"), (lines["Training"], lines["Gold"]));
        Assert.Equal("one after every 5 pairs; a rater is left out after 2 failed checks", lines["Hidden checks"]);
    }

    [Fact]
    public void Of_ARatingDesign_SpeaksOfAnswers()
    {
        var lines = JudgingLines.Of(new() { Unit = JudgedUnit.Output, CheckEvery = 3, MaxPerRater = 20 }).ToDictionary(l => l.Name, l => l.Words);

        Assert.Equal(("one answer, rated from 1 to 5", "3", "20 answers"), (lines["At once"], lines["People per answer"], lines["Most for one rater"]));
        Assert.Equal("one after every 3 answers; nobody is left out by a rule", lines["Hidden checks"]);
    }
}
