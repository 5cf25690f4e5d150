using System.Globalization;
using Workbench.Shared.Judging;

namespace Workbench.Features.Studies;

/// <summary>How a study is judged, in short lines; what is not set has none.</summary>
internal static class JudgingLines
{
    public static IReadOnlyList<(string Name, string Words)> Of(AnnotationDesign design)
    {
        var rates = design.Unit == JudgedUnit.Output;
        var lines = new List<(string, string)>
        {
            ("At once", rates ? "one answer, rated from 1 to 5" : "two answers, compared"),
            ("Perspective", Perspectives(design)),
            (rates ? "People per answer" : "People per comparison", N(design.InWave(-1).RatersPerComparison)),
        };
        lines.AddRange(design.Waves.Select((wave, i) => ($"Wave {N(i + 1)}", Wave(design, wave, i))));
        if (design.Targets.Count > 0)
            lines.Add(("Targets", string.Join("; ", design.Targets.Take(Most).Select(t => $"{PlannedStrata.Word(t.Kind)} {t.Value} {Count(t.Judgments, "judgment")}")) + (design.Targets.Count > Most ? $"; and {N(design.Targets.Count - Most)} more" : "")));
        lines.Add(("Given next", design.Allocation switch
        {
            Allocation.Blocks => "blocks of one persona, in each rater’s own random order",
            Allocation.Adaptive => "blocks drawn where the interval is widest; results are weighted",
            _ => throw new InvalidOperationException($"unknown allocation {design.Allocation}"),
        }));
        if (design.MaxPerRater is { } most)
            lines.Add(("Most for one rater", Count(most, rates ? "answer" : "pair")));
        if (design.Criteria.Count > 0)
            lines.Add(("Asked besides", string.Join(", ", design.Criteria.Select(c => c.Key.Replace('_', ' ')))));
        if (design.ConsentVersion() is { } version)
            lines.Add(("Consent", $"asked for, text {version}"));
        Add("Questions before", design.QuestionsBefore.Count, "question");
        Add("Questions after", design.QuestionsAfter.Count, "question");
        if (design.Training.Count > 0)
            lines.Add(("Training", Count(design.Training.Count, "pair") + (design.TrainingPass is { } pass ? $", {N(pass)} of them right to go on" : ", whatever is answered")));
        Add("Gold", design.Gold.Count, "pair");
        if (design.CheckEvery is { } every)
            lines.Add(("Hidden checks", $"one after every {N(every)} {(rates ? "answers" : "pairs")}; {(design.ExcludeAfterFailedChecks is { } failed ? $"a rater is left out after {Count(failed, "failed check")}" : "nobody is left out by a rule")}"));
        return lines;

        void Add(string name, int count, string noun)
        {
            if (count > 0)
                lines.Add((name, Count(count, noun)));
        }
    }

    // A long list of targets stands on Annotate, with what each has reached.
    private const int Most = 6;

    private static string Perspectives(AnnotationDesign design) => string.Join(", then ", design.Waves.Count == 0
        ? [Word(design.Perspective)]
        : design.Waves.Select(w => Word(w.Perspective ?? design.Perspective)).Distinct());

    private static string Wave(AnnotationDesign design, WaveDesign wave, int number)
    {
        var inWave = design.InWave(number);
        return string.Create(CultureInfo.InvariantCulture, $"{wave.Name}: {100 * wave.Share:0.#} % of the {(design.Unit == JudgedUnit.Output ? "answers" : "comparisons")}, {Word(inWave.Perspective)}, {(inWave.RatersPerComparison == 1 ? "one person" : $"{inWave.RatersPerComparison} people")} each");
    }

    private static string Word(Perspective perspective) => perspective switch
    {
        Perspective.Self => "self",
        Perspective.RolePlay => "role-play",
        Perspective.ThirdParty => "third party",
        Perspective.Impersonal => "impersonal",
        _ => throw new ArgumentOutOfRangeException(nameof(perspective), perspective, "unknown perspective"),
    };

    private static string Count(int number, string noun) => $"{N(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
