using Microsoft.EntityFrameworkCore;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Judgments;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Choice = Workbench.Shared.Judging.Choice;
using Perspective = Workbench.Shared.Judging.Perspective;
using RaterKind = Workbench.Shared.Judging.RaterKind;

namespace Workbench.Data.Seeding;

/// <summary>
/// Brings the sample library and the sample study at the first start. What a user deletes stays deleted, and
/// <c>Workbench:SampleData=false</c> brings nothing.
/// </summary>
public sealed class SeedSampleData(
    Database database, ContentRoot root, IConfiguration configuration, PersonaStore personas, PromptStore prompts,
    StudyPlanner planner, StudyLauncher launcher, RecordedReplies recorded, TimeProvider time, ILogger<SeedSampleData> logger) : IStartupStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        var files = new SampleStudyFiles(root.SeedData);
        if (!configuration.GetValue("Workbench:SampleData", true) || !Directory.Exists(root.SeedData)
            || await database.ReadAsync(db => db.Set<Study>().AnyAsync(s => s.IsSample, ct), ct))
            return;
        await personas.SeedAsync(Actor.Program, files.Personas(), ct);
        await prompts.SeedAsync(Actor.Program, files.Prompts(), ct);
        await SeedStudyAsync(files, ct);
    }

    private async Task SeedStudyAsync(SampleStudyFiles files, CancellationToken ct)
    {
        var (personaIds, promptIds) = files.Study();
        var personaBySample = (await personas.AllAsync(Actor.Program, ct)).Where(p => p.SampleId is not null).ToDictionary(p => p.SampleId!);
        var promptBySample = (await prompts.AllAsync(Actor.Program, ct)).Where(p => p.SampleId is not null).ToDictionary(p => p.SampleId!);
        var study = new Study
        {
            Id = Guid.NewGuid(),
            Name = "Does knowing the person help? A sample",
            Question = "Do people prefer answers that were written for the person who asks?",
            State = StudyState.Draft,
            IsSample = true,
            CreatedAt = Now,
            Design = new StudyDesign
            {
                PersonaIds = [.. personaIds.Select(id => personaBySample[id].Id)],
                PromptIds = [.. promptIds.Select(id => promptBySample[id].Id)],
                Conditions = [Recorded(SampleStudyFiles.NonPersonalized, "none"), Recorded(SampleStudyFiles.PersonaPrompt, "persona_prompt")],
                Seed = SampleStudyFiles.Seed,
            },
        };
        var (plan, _) = await planner.PlanAsync(Actor.Program, study.Design, ct);
        var judgments = Read(files.JudgmentsPath);
        await database.WriteAsync(db =>
        {
            db.Add(study);
            var rows = launcher.Freeze(db, study, plan, StudyState.Generated);
            Fill(rows, plan);
            AddJudgments(db, study, rows, judgments, personaBySample.ToDictionary(p => p.Key, p => p.Value.Id), promptBySample.ToDictionary(p => p.Key, p => p.Value.Id));
            return Task.CompletedTask;
        }, ct);
        logger.LogInformation("Brought the sample study with {Count} simulated judgments", judgments.Count);
    }

    /// <summary>Puts the recorded texts into the planned outputs, as the generation would.</summary>
    private void Fill(FrozenRows rows, StudyPlan plan)
    {
        foreach (var (output, planned) in rows.Outputs.Zip(plan.Outputs()))
        {
            var composed = plan.Conditions[planned.Condition].Compose(plan.Personas[planned.Persona].Persona, plan.Prompts[planned.Prompt].Text, planned.Sample);
            output.Text = recorded.Find(composed.Request.Hash())
                ?? throw new InvalidOperationException($"seed-data/sample-study/outputs.jsonl has no text for '{plan.Prompts[planned.Prompt].Text}' and '{plan.Personas[planned.Persona].Persona.Name}'.");
            output.State = WorkState.Done;
            output.Origin = OutputOrigin.Recorded;
            output.Model = RecordedEndpoint.Model;
            output.Messages = composed.Request.Messages;
            output.ItemsShown = composed.ItemsShown;
            output.FinishedAt = Now;
        }
    }

    private void AddJudgments(WorkbenchDb db, Study study, FrozenRows rows, List<Judgment> judgments, Dictionary<string, Guid> personaIds, Dictionary<string, Guid> promptIds)
    {
        var comparisons = rows.Comparisons.ToDictionary(c => (
            rows.Personas.Single(p => p.Id == c.StudyPersonaId).PersonaId!.Value,
            rows.Prompts.Single(p => p.Id == c.StudyPromptId).PromptId!.Value));
        var raters = judgments.Select(j => j.Rater!).Distinct().ToDictionary(name => name, name => new Rater
        {
            Id = Guid.NewGuid(),
            StudyId = study.Id,
            Kind = RaterKind.Simulated,
            ActorId = name,
            Pseudonym = name,
            CreatedAt = Now,
        });
        db.AddRange(raters.Values);
        var positions = new Dictionary<string, int>();
        foreach (var judgment in judgments)
        {
            var comparison = comparisons[(personaIds[judgment.Persona!], promptIds[judgment.Prompt!])];
            var firstIsLeft = judgment.Left == rows.Conditions[0].Name;
            var assignment = new Assignment
            {
                Id = Guid.NewGuid(),
                StudyId = study.Id,
                ComparisonId = comparison.Id,
                RaterId = raters[judgment.Rater!].Id,
                FirstIsLeft = firstIsLeft,
                Position = positions[judgment.Rater!] = positions.GetValueOrDefault(judgment.Rater!, -1) + 1,
                State = AssignmentState.Judged,
                CreatedAt = Now,
            };
            db.Add(assignment);
            var displayed = judgment.Choice switch
            {
                Methods.Judgments.Choice.Left => Choice.Left,
                Methods.Judgments.Choice.Right => Choice.Right,
                Methods.Judgments.Choice.Tie => Choice.Tie,
                Methods.Judgments.Choice.BothBad => Choice.BothBad,
                _ => (Choice?)null,
            };
            db.Add(new StoredJudgment
            {
                Id = Guid.NewGuid(),
                SubmissionId = Guid.NewGuid(),
                StudyId = study.Id,
                ComparisonId = comparison.Id,
                AssignmentId = assignment.Id,
                RaterId = assignment.RaterId,
                Criterion = judgment.Criterion,
                Displayed = displayed,
                Resolved = displayed switch
                {
                    Choice.Left => firstIsLeft ? ResolvedChoice.First : ResolvedChoice.Second,
                    Choice.Right => firstIsLeft ? ResolvedChoice.Second : ResolvedChoice.First,
                    Choice.Tie => ResolvedChoice.Tie,
                    Choice.BothBad => ResolvedChoice.BothBad,
                    _ => null,
                },
                FirstIsLeft = firstIsLeft,
                Perspective = Perspective.ThirdParty,
                SubmittedAt = Now,
                Seconds = judgment.Seconds,
            });
        }
    }

    private static ConditionDesign Recorded(string name, string technique) =>
        new() { Name = name, Technique = technique, EndpointId = RecordedEndpoint.Id, Model = RecordedEndpoint.Model };

    private static List<Judgment> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        var collector = new JudgmentCollector();
        using var stream = File.OpenRead(path);
        JudgmentJsonLines.Read(stream, path, FieldMap.None, collector);
        return [.. collector.Judgments];
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
