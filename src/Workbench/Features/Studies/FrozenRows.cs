using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Methods.Personas;

namespace Workbench.Features.Studies;

/// <summary>The rows of a launched study, in the order of the plan.</summary>
internal sealed record FrozenRows(
    IReadOnlyList<StudyPersona> Personas, IReadOnlyList<StudyPrompt> Prompts, IReadOnlyList<Condition> Conditions,
    IReadOnlyList<Output> Outputs, IReadOnlyList<Comparison> Comparisons)
{
    public static FrozenRows From(Study study, StudyPlan plan)
    {
        var personas = plan.Personas.Select((p, i) => Copy(study, p, i)).ToList();
        var prompts = plan.Prompts.Select((p, i) => Copy(study, plan, personas, p, i)).ToList();
        var conditions = plan.Conditions.Select((c, i) => new Condition
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            Position = i,
            Design = c.Design with { Name = c.Design.Name.Trim() },
            IsPersonalized = c.Technique.UsesPersona,
            TemplateVersion = c.Technique.TemplateVersion,
        }).ToList();
        var planned = PlannedRows.From(study, plan, personas, prompts, conditions);
        return new(personas, prompts, conditions, planned.Outputs, planned.Comparisons);
    }

    /// <summary>The study's own copy of a persona.</summary>
    public static StudyPersona Copy(Study study, PlanPersona persona, int position)
    {
        var json = PersonaJson.Write(persona.Persona);
        return new()
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            Position = position,
            PersonaId = persona.Id == Guid.Empty ? null : persona.Id,
            Version = persona.Version,
            Name = persona.Persona.Name,
            Json = json,
            Hash = StudyLauncher.Hash(json),
        };
    }

    private static StudyPrompt Copy(Study study, StudyPlan plan, List<StudyPersona> personas, PlanPrompt prompt, int position) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = study.Id,
        Position = position,
        PromptId = prompt.Id,
        Version = prompt.Version,
        Category = prompt.Category,
        Text = prompt.Text,
        Reference = prompt.Reference,
        StudyPersonaId = prompt.OnlyFor is { } only ? personas.FirstOrDefault(p => p.PersonaId == only)?.Id : null,
        Hash = StudyLauncher.Hash(prompt.Text + "\n\u0000\n" + prompt.Reference),
    };
}
