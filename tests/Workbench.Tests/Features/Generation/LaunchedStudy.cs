using System.Globalization;
using Workbench.Data;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personalization;
using Workbench.Methods.Personas;

namespace Workbench.Tests.Features.Generation;

/// <summary>A running study with planned outputs, written straight into the database.</summary>
internal static class LaunchedStudy
{
    public static Persona Persona(int number) => new()
    {
        Name = $"Person {number}",
        Items = [new PersonaItem { Field = "age", Text = (30 + number).ToString(CultureInfo.InvariantCulture) }],
    };

    public static string Prompt(int number) => $"Question {number}?";

    /// <param name="database">Where.</param>
    /// <param name="endpointId">The endpoint of both conditions.</param>
    /// <param name="address">Its address.</param>
    /// <param name="personas">How many personas.</param>
    /// <param name="prompts">How many prompts; outputs are personas × prompts × 2 conditions.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="model">The model.</param>
    public static async Task<Guid> AddAsync(Database database, Guid endpointId, string address, int personas, int prompts, CancellationToken ct, string model = "test-model")
    {
        var study = new Study { Id = Guid.NewGuid(), Name = "A study", State = StudyState.Running, Design = new StudyDesign(), CreatedAt = DateTime.UnixEpoch };
        var people = Enumerable.Range(0, personas).Select(n => new StudyPersona
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            Position = n,
            Version = 1,
            Name = Persona(n).Name,
            Json = PersonaJson.Write(Persona(n)),
            Hash = "",
        }).ToList();
        var questions = Enumerable.Range(0, prompts).Select(n => new StudyPrompt
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            Position = n,
            Version = 1,
            Category = "advice",
            Text = Prompt(n),
            Hash = "",
        }).ToList();
        var conditions = new[] { "none", "persona_prompt" }.Select((technique, n) => new Condition
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            Position = n,
            Design = new ConditionDesign { Name = technique, Technique = technique, Model = model, EndpointId = endpointId },
            IsPersonalized = n == 1,
            TemplateVersion = Techniques.Get(technique).TemplateVersion,
        }).ToList();
        var outputs =
            from person in people
            from question in questions
            from condition in conditions
            select new Output
            {
                Id = Guid.NewGuid(),
                StudyId = study.Id,
                StudyPersonaId = person.Id,
                StudyPromptId = question.Id,
                ConditionId = condition.Id,
                Sample = 0,
                Position = (person.Position * prompts + question.Position) * 2 + condition.Position,
                EndpointId = endpointId,
                RequestHash = PlannedRequest.Compose(condition.Design, address, PersonaJson.Read(person.Json), question.Text, 0).Request.Hash(),
                State = WorkState.Planned,
            };
        await database.WriteAsync(db =>
        {
            db.Add(study);
            db.AddRange(people);
            db.AddRange(questions);
            db.AddRange(conditions);
            db.AddRange(outputs);
            return Task.CompletedTask;
        }, ct);
        return study.Id;
    }
}
