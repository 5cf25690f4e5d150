using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;

namespace Workbench.Tests.Features.Annotation;

/// <summary>A design with every stage, and the steps of a rater through them.</summary>
internal static class WholeFlow
{
    public static AnnotationDesign Design { get; } = new()
    {
        Consent = "Your answers are published under CC BY.",
        Guidelines = "Read both answers to their end.",
        QuestionsBefore =
        [
            new() { Key = "reads", Text = "Do you read novels?", Kind = SurveyQuestionKind.Choice, Options = ["Often", "Sometimes", "Never"], ScreensOut = ["Never"] },
            new() { Key = "languages", Text = "Which languages?", Kind = SurveyQuestionKind.Choice, Options = ["German", "Romanian", "Other"], TakesSeveral = true, IsRequired = false },
            new() { Key = "age", Text = "How old are you?", Kind = SurveyQuestionKind.Number, Min = 18, Max = 99 },
            new() { Key = "remark", Text = "Anything else?", Kind = SurveyQuestionKind.Text, Max = 20, IsRequired = false },
            new() { Key = "trust", Text = "How far do you trust such texts?", Kind = SurveyQuestionKind.Scale, Min = 1, Max = 7, Options = ["not at all", "wholly"] },
        ],
        Training = [Pair("training_bees", "Bees?"), Pair("training_pipes", "Pipes?") with { Feedback = "The scarves matter." }],
        TrainingPass = 2,
        QuestionsAfter = [new() { Key = "effort", Text = "How hard was it?", Kind = SurveyQuestionKind.Scale, Min = 1, Max = 5, Options = ["easy", "hard"] }],
        CompletionCode = "DONE-42",
    };

    public static Dictionary<string, string> Before => new() { ["reads"] = "Often", ["languages"] = "Other\nGerman", ["age"] = "41,5", ["remark"] = "", ["trust"] = "6" };

    public static Dictionary<string, string> After => new() { ["effort"] = "2" };

    public static PreparedPair Pair(string key, string prompt) => new()
    {
        Key = key,
        Prompt = prompt,
        PersonaId = AnnotationStudy.LibraryPersona(0),
        Better = $"better: {prompt}",
        Worse = $"worse: {prompt}",
    };

    public static async Task<RaterStage> StageAsync(this AnnotationStudy study, Actor actor) =>
        (await study.Assignments.OpenAsync(actor, study.Id, AnnotationStudy.Cancel)).Stage;

    public static Task ConsentAsync(this AnnotationStudy study, Actor actor) =>
        study.Get<RaterStore>().ConsentAsync(actor, study.Id, Design.ConsentVersion()!, AnnotationStudy.Cancel);

    public static Task<IReadOnlyList<Workbench.Shared.Library.FieldProblem>> AnswerAsync(
        this AnnotationStudy study, Actor actor, SurveyMoment moment, Dictionary<string, string> answers) =>
        study.Get<SurveyStore>().AnswerAsync(actor, study.Id, moment, answers, AnnotationStudy.Cancel);

    public static Task<TrainingPair?> NextTrainingAsync(this AnnotationStudy study, Actor actor, string? again = null) =>
        study.Get<TrainingStore>().NextAsync(actor, study.Id, again, AnnotationStudy.Cancel);

    /// <summary>Chooses the better or the worse answer of a training pair.</summary>
    public static Task<TrainingResult> TryAsync(this AnnotationStudy study, Actor actor, TrainingPair pair, bool right) =>
        study.Get<TrainingStore>().SubmitAsync(actor, study.Id, AnnotationStudySteps.Submission(pair.Pair, SideOf(pair.Pair, right)), AnnotationStudy.Cancel);

    public static Choice SideOf(PairToJudge pair, bool right) =>
        pair.Left.StartsWith("better", StringComparison.Ordinal) == right ? Choice.Left : Choice.Right;

    /// <summary>Goes as far as the pairs.</summary>
    public static async Task ReachJudgingAsync(this AnnotationStudy study, Actor actor)
    {
        await study.ConsentAsync(actor);
        await study.AnswerAsync(actor, SurveyMoment.Before, Before);
        while (await study.NextTrainingAsync(actor) is { } pair)
            await study.TryAsync(actor, pair, right: true);
    }
}
