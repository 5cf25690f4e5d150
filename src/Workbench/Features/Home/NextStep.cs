using System.Globalization;
using Workbench.Features.Studies;

namespace Workbench.Features.Home;

/// <summary>The one thing that the first page proposes.</summary>
/// <param name="Label">What the button says.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Reason">Why this and nothing else, in one sentence.</param>
public sealed record NextStep(string Label, string Address, string Reason)
{
    /// <param name="personas">How many personas there are.</param>
    /// <param name="prompts">How many prompts there are.</param>
    /// <param name="studies">The studies, newest first.</param>
    public static NextStep For(int personas, int prompts, IReadOnlyList<StudySummary> studies)
    {
        var own = studies.FirstOrDefault(s => !s.IsSample);
        if (own is not null)
            return For(own);
        if (personas == 0)
            return new("Describe a persona", "/personas/new", "A study needs people to personalize for. Begin with one.");
        if (prompts == 0)
            return new("Write prompts", "/prompts", "A study needs something that these people ask.");
        return studies.Count == 0
            ? new("Make a study", "/studies/new", "Personas and prompts are there. A study puts them together.")
            : new("Make your own study", "/studies/new", "Personas and prompts are there; five short steps lead to a launch.");
    }

    private static NextStep For(StudySummary study)
    {
        var address = $"/studies/{study.Id}";
        return study.State switch
        {
            StudyState.Draft => new("Go on designing", $"{address}/design", $"“{study.Name}” is a draft; nothing has been sent to a model."),
            StudyState.Running => new("Watch it generate", $"{address}/generate", $"“{study.Name}” has {Number(study.OutputsDone)} of {Number(study.Outputs)} outputs."),
            StudyState.Paused => new("Resume generating", $"{address}/generate", $"“{study.Name}” rests with {Number(study.OutputsDone)} of {Number(study.Outputs)} outputs."),
            StudyState.Generated when study.OutputsDone == 0 => new("See what went wrong", $"{address}/generate", $"“{study.Name}” has no output that could be judged."),
            StudyState.Generated when study.HumanJudgments < study.Comparisons => new("Judge", $"/judge/{study.Id}", $"“{study.Name}” has {Number(study.HumanJudgments)} judgments by people on {Number(study.Comparisons)} comparisons."),
            StudyState.Generated => new("Read the results", $"{address}/results", $"“{study.Name}” has {Number(study.HumanJudgments)} judgments by people on {Number(study.Comparisons)} comparisons."),
            _ => throw new ArgumentOutOfRangeException(nameof(study), study.State, "unknown state of a study"),
        };
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
