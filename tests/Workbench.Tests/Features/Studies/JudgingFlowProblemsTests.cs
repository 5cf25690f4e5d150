using Workbench.Features.Studies;
using Workbench.Shared.Judging;
using Workbench.Tests.Features.Annotation;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class JudgingFlowProblemsTests
{
    private static readonly SurveyQuestion Choice = new() { Key = "q", Text = "Which?", Kind = SurveyQuestionKind.Choice, Options = ["a", "b"] };
    private static readonly SurveyQuestion Scale = new() { Key = "q", Text = "How far?", Kind = SurveyQuestionKind.Scale, Min = 1, Max = 7, Options = ["low", "high"] };

    public static TheoryData<string, AnnotationDesign, string> Bad => new()
    {
        { "no text", new() { QuestionsBefore = [Choice with { Text = " " }] }, "Question 1 before: write what is asked" },
        { "one option", new() { QuestionsBefore = [Choice, Choice with { Options = ["a"] }] }, "Question 2 before (“Which?”): give 2 to 40 options." },
        { "same option", new() { QuestionsAfter = [Choice with { Options = ["a", "a"] }] }, "Question 1 after (“Which?”): an option is there twice." },
        { "screens out after", new() { QuestionsAfter = [Choice with { ScreensOut = ["a"] }] }, "only questions before the start" },
        { "screens everybody out", new() { QuestionsBefore = [Choice with { ScreensOut = ["a", "b"] }] }, "every option ends the study" },
        { "bounds", new() { QuestionsBefore = [Choice with { Kind = SurveyQuestionKind.Number, Min = 3, Max = 2 }] }, "least number is above" },
        { "length", new() { QuestionsBefore = [Choice with { Kind = SurveyQuestionKind.Text, Max = 0 }] }, "1 to 2000 characters" },
        { "steps", new() { QuestionsBefore = [Scale with { Max = 12 }] }, "2 to 11 of them" },
        { "no end", new() { QuestionsBefore = [Scale with { Max = null }] }, "a first and a last step" },
        { "no words at an end", new() { QuestionsBefore = [Scale with { Options = ["low", " "] }] }, "a word for each end" },
        { "too many", new() { QuestionsBefore = [.. Enumerable.Repeat(Choice, 41)] }, "Questions before: at most 40." },
        { "empty answer", new() { Training = [Pair with { Worse = "" }] }, "Training pair 1 (“Bees?”): the worse answer is empty." },
        { "same answers", new() { Training = [Pair with { Worse = Pair.Better }] }, "both answers are the same" },
        { "long answer", new() { Training = [Pair with { Better = new string('x', 8_001) }] }, "the better answer has more than 8000" },
        { "another persona", new() { Training = [Pair with { PersonaId = Guid.NewGuid() }] }, "not among those of the study" },
        { "impossible training", new() { Training = [Pair], TrainingPass = 2 }, "of 1 pairs, 2 cannot be needed" },
        { "gold without checks", new() { Gold = [Pair] }, "after how many pairs a hidden check comes" },
        { "gold without a persona", new() { Gold = [Pair with { PersonaId = null }], CheckEvery = 5 }, "Gold pair 1 (“Bees?”): choose a persona" },
        { "gold where single answers are rated", new() { Gold = [Pair], CheckEvery = 5, Unit = JudgedUnit.Output }, "two answers" },
    };

    private static PreparedPair Pair => WholeFlow.Pair("pair", "Bees?");

    [Theory]
    [MemberData(nameof(Bad))]
    public void Of_SomethingWrong_NamesIt(string what, AnnotationDesign annotation, string words)
    {
        var problems = StudyDesignProblems.Of(Design(annotation)).Where(p => p.Step == DesignStep.Judging).ToList();

        Assert.True(problems.Count == 1, $"{what}: {string.Join(" | ", problems.Select(p => p.Problem))}");
        Assert.Contains(words, problems[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WholeFlow_FindsNothing()
    {
        Assert.DoesNotContain(StudyDesignProblems.Of(Design(WholeFlow.Design with { Gold = [Pair], CheckEvery = 5 })), p => p.Step == DesignStep.Judging);
        Assert.DoesNotContain(StudyDesignProblems.Of(Design(new() { Gold = [Pair with { PersonaId = null }], CheckEvery = 5, Perspective = Perspective.Impersonal })), p => p.Step == DesignStep.Judging);
    }

    [Fact]
    public void Named_SameWords_GivesEachQuestionAndPairAKeyOfItsOwn()
    {
        Assert.Equal(["which", "which_2", "how_far", "question", "你好"],
            SurveyQuestion.Named([Choice, Choice, Scale, Choice with { Text = "…" }, Choice with { Text = "你好?" }]).Select(q => q.Key));
        Assert.Equal(["gold_bees", "gold_bees_2"], PreparedPair.Named("gold", [Pair, Pair]).Select(p => p.Key));
        Assert.All(SurveyQuestion.Named([Choice with { Text = new string('w', 300) }]), q => Assert.InRange(q.Key.Length, 1, CriterionDesign.MaxKeyLength));
    }

    private static StudyDesign Design(AnnotationDesign annotation) => new() { PersonaIds = [AnnotationStudy.LibraryPersona(0)], Annotation = annotation };
}
