using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Analysis;
using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>The parts of a launched study that can have a target, by the names that screens show.</summary>
internal sealed class StudyStrata
{
    private readonly IReadOnlyDictionary<Guid, string> _personas;
    private readonly IReadOnlyDictionary<Guid, string> _categories;
    private readonly IReadOnlyDictionary<Guid, JudgedCondition> _conditions;
    private readonly ConcurrentDictionary<(Guid First, Guid Second), string?> _pairs = new();

    private StudyStrata(IReadOnlyDictionary<Guid, string> personas, IReadOnlyDictionary<Guid, string> categories, IReadOnlyDictionary<Guid, JudgedCondition> conditions) =>
        (_personas, _categories, _conditions) = (personas, categories, conditions);

    public int PersonaCount => _personas.Count;

    public static async Task<StudyStrata> ReadAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var personas = JudgedStudyReader.Labelled(await db.Set<StudyPersona>().Where(p => p.StudyId == studyId).OrderBy(p => p.Position)
            .Select(p => new { p.Id, p.Name }).ToListAsync(ct), p => p.Id, p => p.Name);
        var prompts = await db.Set<StudyPrompt>().Where(p => p.StudyId == studyId).Select(p => new { p.Id, p.Category }).ToListAsync(ct);
        var conditions = await db.Set<Condition>().Where(c => c.StudyId == studyId).OrderBy(c => c.Position).ToListAsync(ct);
        return new(
            personas.ToDictionary(p => p.Id, p => p.Label),
            prompts.ToDictionary(p => p.Id, p => p.Category),
            conditions.Select((c, i) => new JudgedCondition(c.Id, i + 1, c.Name, c.IsPersonalized)).ToDictionary(c => c.Id));
    }

    /// <summary>The parts that a comparison lies in, one of each kind at most. A single answer has no pair of conditions.</summary>
    public IEnumerable<(StratumKind Kind, string Value)> PartsOf(PlannedComparison comparison)
    {
        if (_personas.TryGetValue(comparison.Persona, out var persona))
            yield return (StratumKind.Persona, persona);
        if (_categories.TryGetValue(comparison.Prompt, out var category))
            yield return (StratumKind.PromptCategory, category);
        if (comparison.Second is { } second && _pairs.GetOrAdd((comparison.First, second), LabelOf) is { } pair)
            yield return (StratumKind.ConditionPair, pair);
    }

    /// <summary>Whether a comparison lies in what a target names.</summary>
    public bool Holds(StratumTarget target, PlannedComparison comparison) => PartsOf(comparison).Contains((target.Kind, target.Value));

    /// <summary>Everything that can have a target, in the order of the study.</summary>
    public IReadOnlyList<(StratumKind Kind, string Value)> All(IEnumerable<PlannedComparison> comparisons) =>
    [
        .. _personas.Values.Select(name => (StratumKind.Persona, name)),
        .. _categories.Values.Distinct().Order(StringComparer.CurrentCultureIgnoreCase).Select(name => (StratumKind.PromptCategory, name)),
        .. comparisons.Where(c => c.Second is not null).Select(c => (c.First, Second: c.Second!.Value)).Distinct()
            .Select(pair => Contrast.Between(_conditions[pair.First], _conditions[pair.Second]).Label).Order(StringComparer.Ordinal)
            .Select(name => (StratumKind.ConditionPair, name)),
    ];

    private string? LabelOf((Guid First, Guid Second) pair) =>
        _conditions.TryGetValue(pair.First, out var a) && _conditions.TryGetValue(pair.Second, out var b) ? Contrast.Between(a, b).Label : null;
}
