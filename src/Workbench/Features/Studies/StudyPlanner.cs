using Workbench.Features.Models;
using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Shared.Access;

namespace Workbench.Features.Studies;

/// <summary>Turns a design into a plan, and a plan into the numbers that a researcher wants before launching.</summary>
public sealed class StudyPlanner(PersonaStore personas, PromptStore prompts, EndpointStore endpoints, RecordedReplies recorded)
{
    /// <summary>Above so many distinct requests, tokens are counted on a sample and scaled: an estimate is all that is promised.</summary>
    private const int CountedRequests = 1_500;

    /// <summary>The plan of a design; what was deleted from the library since is left out and named.</summary>
    public async Task<(StudyPlan Plan, IReadOnlyList<string> Missing)> PlanAsync(Actor actor, StudyDesign design, CancellationToken ct)
    {
        var missing = new List<string>();
        IReadOnlyList<Guid> personaIds = design.Annotation.AsksAboutPersonas() ? design.PersonaIds : [];
        var foundPersonas = (await personas.GetAsync(actor, [.. personaIds], ct)).ToDictionary(p => p.Id);
        var foundPrompts = (await prompts.GetAsync(actor, [.. design.PromptIds], ct)).ToDictionary(p => p.Id);
        var foundEndpoints = (await endpoints.ListAsync(actor, ct)).ToDictionary(e => e.Id);
        missing.AddRange(Absent(personaIds, foundPersonas.Keys, "persona"));
        missing.AddRange(Absent(design.PromptIds, foundPrompts.Keys, "prompt"));
        missing.AddRange(design.Conditions.Where(c => c.EndpointId is { } id && !foundEndpoints.ContainsKey(id)).Select(c => $"{c.Name}: its model's endpoint was deleted."));
        var plan = new StudyPlan(
            [.. personaIds.Where(foundPersonas.ContainsKey).Select(id => foundPersonas[id]).Select(p => new PlanPersona(p.Id, p.Version, p.Persona))],
            [.. design.PromptIds.Where(foundPrompts.ContainsKey).Select(id => foundPrompts[id])
                .Select(p => new PlanPrompt(p.Id, p.Version, p.Category, p.Text, p.Reference, p.PersonaId))],
            design.Conditions.Select(c => new PlanCondition(c, AddressOf(c))),
            design.Samples, design.Annotation.Unit);
        missing.AddRange(PlannedStrata.Missing(PlannedStrata.Of(plan), design.Annotation.Targets));
        if (design.Annotation.AsksOwnView())
            missing.AddRange(OwnViewProblems(plan));
        return (plan, missing);

        string AddressOf(ConditionDesign condition) =>
            condition.EndpointId is { } id && foundEndpoints.TryGetValue(id, out var endpoint)
                ? endpoint.Kind == EndpointKind.Recorded ? ModelRequest.RecordedAddress : endpoint.Address
                : "";
    }

    public StudyPreview Preview(StudyPlan plan, CancellationToken ct)
    {
        var distinct = new Dictionary<string, ModelRequest>(StringComparer.Ordinal);
        foreach (var output in plan.Outputs())
        {
            ct.ThrowIfCancellationRequested();
            distinct.TryAdd(output.Request.Hash(), output.Request);
        }
        var toRecorded = distinct.Where(d => d.Value.Address == ModelRequest.RecordedAddress).ToList();
        var counted = distinct.Values.Take(CountedRequests).ToList();
        var tokens = counted.Sum(r => (long)TokenEstimate.Count(r.Messages));
        return new()
        {
            Pairs = plan.PairCount,
            Outputs = plan.OutputCount,
            Comparisons = plan.ComparisonCount,
            Calls = distinct.Count,
            RecordedCalls = toRecorded.Count,
            RecordedAnswerable = toRecorded.Count(d => recorded.CanAnswer(d.Key)),
            InputTokens = counted.Count == 0 ? 0 : tokens * distinct.Count / counted.Count,
            OutputTokensAtMost = distinct.Values.Any(r => r.Decoding.MaxOutputTokens is null) ? null : distinct.Values.Sum(r => (long)r.Decoding.MaxOutputTokens!.Value),
        };
    }

    private static IEnumerable<string> OwnViewProblems(StudyPlan plan)
    {
        if (plan.Prompts.Count > 0 && plan.Prompts.All(p => p.OnlyFor is not null))
            yield return "Every prompt of this design belongs to a persona, so annotators cannot ask one for themselves.";
        if (plan.Conditions.Any(c => c.Address == ModelRequest.RecordedAddress))
            yield return "The recorded sample cannot write for people whom it does not know. Connect a model for annotators who judge for themselves.";
    }

    private static IEnumerable<string> Absent(IEnumerable<Guid> wanted, IReadOnlyCollection<Guid> found, string what)
    {
        var count = wanted.Count(id => !found.Contains(id));
        if (count > 0)
            yield return count == 1 ? $"One {what} of this design was deleted from the library." : $"{count} {what}s of this design were deleted from the library.";
    }
}
