namespace Workbench.Methods.Tests.Text;

/// <summary>Texts of reference/vectors.json, text_metrics (rouge_score's definitions, sacreBLEU).</summary>
internal static class TextData
{
    internal static readonly (string Hypothesis, string Reference)[] Pairs =
    [
        ("Bring the heavy coat tonight, because the river wind bites.", "Take the heavy coat with you tonight because the wind off the river bites."),
        ("A tent with two doors keeps muddy boots outside.", "Choose a tent that has two doors so muddy boots stay outside."),
        ("The seminar begins at nine; latecomers sit near the back.", "The seminar begins at nine sharp and latecomers should sit near the back."),
        ("Numbers first, story second, and no exclamation marks.", "Give me the numbers first and the story second, without exclamation marks."),
    ];
}
