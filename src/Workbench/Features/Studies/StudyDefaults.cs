using Workbench.Features.Models;
using Workbench.Shared.Access;

namespace Workbench.Features.Studies;

/// <summary>What a new study starts from: the two conditions of the question, a model that is there, and the usual criteria.</summary>
public sealed class StudyDefaults(EndpointStore endpoints)
{
    public async Task<StudyDesign> DesignAsync(Actor actor, int seed, CancellationToken ct)
    {
        var all = await endpoints.ListAsync(actor, ct);
        var endpoint = all.OrderBy(e => e.Kind == EndpointKind.Recorded).FirstOrDefault();
        ConditionDesign Condition(string name, string technique) =>
            new() { Name = name, Technique = technique, EndpointId = endpoint?.Id, Model = endpoint?.Model ?? "" };
        return new StudyDesign
        {
            Seed = seed,
            Conditions = [Condition("non-personalized", "none"), Condition("persona prompt", "persona_prompt")],
            Annotation = new() { Criteria = CriterionDesign.Usual, ReasonCodes = CriterionDesign.OverPersonalizationKinds },
        };
    }
}
