using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Methods.Personalization;
using Workbench.Methods.Personas;

namespace Workbench.Features.Studies;

/// <summary>A persona as it enters a plan; without an id where the library does not have it.</summary>
public sealed record PlanPersona(Guid Id, int Version, Persona Persona);

/// <summary>A prompt as it enters a plan; <see cref="OnlyFor"/> names the one persona that asks it.</summary>
public sealed record PlanPrompt(Guid Id, int Version, string Category, string Text, string? Reference, Guid? OnlyFor);

/// <summary>A condition as it enters a plan, with the address of its endpoint.</summary>
public sealed record PlanCondition(ConditionDesign Design, string Address)
{
    public ITechnique Technique { get; } = Techniques.Get(Design.Technique);

    /// <summary>The whole request that this condition sends for a persona and a prompt.</summary>
    public PlannedRequest Compose(Persona persona, string prompt, int sample) => PlannedRequest.Compose(Design, Address, persona, prompt, sample);
}

/// <summary>One output to be generated, by the positions of what it is made of.</summary>
public sealed record PlannedOutput(int Persona, int Prompt, int Condition, int Sample, ModelRequest Request);

/// <summary>Everything that a design asks for, in the order in which it will be generated: comparisons become complete one after another.</summary>
public sealed class StudyPlan
{
    public StudyPlan(IReadOnlyList<PlanPersona> personas, IReadOnlyList<PlanPrompt> prompts, IEnumerable<PlanCondition> conditions, int samples, JudgedUnit unit = JudgedUnit.Pair)
    {
        (Personas, Prompts, Samples, Unit) = (personas, prompts, samples, unit);
        // The order of conditions is the same everywhere: non-personalized first, then as designed.
        Conditions = [.. conditions.OrderBy(c => c.Technique.UsesPersona)];
    }

    public IReadOnlyList<PlanPersona> Personas { get; }
    public IReadOnlyList<PlanPrompt> Prompts { get; }
    public IReadOnlyList<PlanCondition> Conditions { get; }
    public int Samples { get; }

    /// <summary>What is put before a rater at once.</summary>
    public JudgedUnit Unit { get; }

    /// <summary>Persona and prompt pairs, by position; a prompt that belongs to one persona meets only that one.</summary>
    public IEnumerable<(int Persona, int Prompt)> Pairs() =>
        from persona in Enumerable.Range(0, Personas.Count)
        from prompt in Enumerable.Range(0, Prompts.Count)
        where Prompts[prompt].OnlyFor is null || Prompts[prompt].OnlyFor == Personas[persona].Id
        select (persona, prompt);

    /// <summary>What one person adds who describes themself: every prompt that belongs to nobody else, under every condition.</summary>
    public StudyPlan For(PlanPersona person) => new([person], [.. Prompts.Where(p => p.OnlyFor is null)], Conditions, Samples, Unit);

    public int PairCount => Pairs().Count();

    public int OutputCount => PairCount * Conditions.Count * Samples;

    /// <summary>Comparisons to be judged, or answers to be rated.</summary>
    public int ComparisonCount => Unit == JudgedUnit.Output ? OutputCount : PairCount * Samples * Conditions.Count * (Conditions.Count - 1) / 2;

    public IEnumerable<PlannedOutput> Outputs() =>
        from sample in Enumerable.Range(0, Samples)
        from pair in Pairs()
        from condition in Enumerable.Range(0, Conditions.Count)
        select new PlannedOutput(pair.Persona, pair.Prompt, condition, sample,
            Conditions[condition].Compose(Personas[pair.Persona].Persona, Prompts[pair.Prompt].Text, sample).Request);
}
