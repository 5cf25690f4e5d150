using Workbench.Features.Studies;

namespace Workbench.BrowserTests.Annotation;

/// <summary>A design in which an annotator passes through every stage.</summary>
internal static class FlowDesign
{
    public static AnnotationDesign Whole { get; } = new()
    {
        Consent = "Your answers are published under CC BY 4.0, without your name.",
        Guidelines = "Read both answers to their end.\n\n- Spelling does not matter.\n- Length does not matter.",
        QuestionsBefore =
        [
            new() { Key = "reads", Text = "How often do you read advice?", Kind = SurveyQuestionKind.Choice, Options = ["Every day", "Now and then", "Never"], ScreensOut = ["Never"] },
            new() { Key = "languages", Text = "Which languages do you read?", Kind = SurveyQuestionKind.Choice, Options = ["English", "Română", "العربية"], TakesSeveral = true },
            new() { Key = "age", Text = "How old are you?", Kind = SurveyQuestionKind.Number, Min = 18, Max = 99 },
            new() { Key = "trust", Text = "How far do you trust such texts?", Kind = SurveyQuestionKind.Scale, Min = 1, Max = 7, Options = ["not at all", "wholly"] },
            new() { Key = "remark", Text = "Is there something we should know?", Kind = SurveyQuestionKind.Text, Max = 300, IsRequired = false },
        ],
        Training = [Pair("training_weekend", "How should I plan a quiet weekend, as practice one?"), Pair("training_urgent", "How should I plan a quiet weekend, as practice two?")],
        TrainingPass = 2,
        CheckEvery = 2,
        Gold = [Pair("gold_weekend", "How should I plan a quiet weekend, when nothing seems urgent?") with { Feedback = null }],
        QuestionsAfter = [new() { Key = "effort", Text = "How hard was it?", Kind = SurveyQuestionKind.Scale, Min = 1, Max = 5, Options = ["easy", "hard"] }],
        CompletionCode = "DONE-42",
    };

    /// <summary>The mark of a text: as the study's own texts carry one.</summary>
    public static string Mark(string key, bool isBetter) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{key} {isBetter}")))[..12];

    public static PreparedPair Pair(string key, string prompt) => new()
    {
        Key = key,
        Prompt = prompt,
        PersonaId = JudgingStudy.LibraryPersona(0),
        Better = $"Keep the bees and the choir in it, and leave the rest.\n\n1. Write down what cannot wait.\n2. Keep one hour for nothing at all.\n\n(note {Mark(key, true)})",
        Worse = $"Buy a boat, it solves everything.\n\n1. Spend more than you have.\n2. Tell nobody.\n\n(note {Mark(key, false)})",
        Feedback = "The better answer keeps to **what she likes**; a boat is none of it.",
    };
}
