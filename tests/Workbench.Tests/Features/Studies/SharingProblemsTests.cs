using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Judging;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Studies;

public sealed class SharingProblemsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_TheDefaultsAndSensibleWaves_FindsNothing() => Assert.Empty(SharingProblems.Of(new()
    {
        Waves = [new() { Name = "One", Share = 0.3 }, new() { Name = "Two", Share = 1, RatersPerComparison = 50 }],
        Targets = [new() { Kind = StratumKind.Persona, Value = "Ada", Judgments = 1 }, new() { Kind = StratumKind.PromptCategory, Value = "Ada", Judgments = 1 }],
    }));

    [Fact]
    public void Of_WavesAndTargetsThatCannotBe_NamesEach()
    {
        var problems = SharingProblems.Of(new()
        {
            Waves = [new() { Name = " " }, new() { Name = "Two", Share = 0 }, new() { Name = "two", Share = double.NaN, RatersPerComparison = 0 }],
            Targets = [new() { Kind = StratumKind.Persona, Value = "Ada", Judgments = 0 }, new() { Kind = StratumKind.Persona, Value = "Ada", Judgments = 5 }],
        }).ToList();

        Assert.Equal(
            [
                "Wave 1: a name has 1 to 60 characters.",
                "Wave 2: its share is above 0 and at most 100 %.",
                "Wave 3: its share is above 0 and at most 100 %.",
                "Wave 3: choose 1 to 50 people per comparison, or leave it empty.",
                "Two waves are named 'Two'.",
                "Target of Ada: a number of judgments from 1 to 1,000,000.",
                "Ada has two targets; keep one.",
            ], problems);
    }

    /// <summary>What a researcher sets a target for in a draft is called the same once the study is launched, namesakes and order of conditions included.</summary>
    [Fact]
    public async Task PlannedStrata_OfAPlan_AreTheNamesOfTheLaunchedStudy()
    {
        PlanPersona Persona(string name) => new(Guid.NewGuid(), 1, new() { Name = name, Items = [new PersonaItem { Field = "age", Text = "40" }] });
        PlanCondition Condition(string name, string technique) => new(new() { Name = name, Technique = technique, Model = "m" }, "");
        var plan = new StudyPlan(
            [Persona("Ada"), Persona("Ben"), Persona("Ada")],
            [new(Guid.NewGuid(), 1, "facts", "Why?", null, null), new(Guid.NewGuid(), 1, "advice", "How?", null, null)],
            [Condition("described", "persona_prompt"), Condition("plain", "none"), Condition("told", "persona_prompt")], 1);
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var study = new Study { Id = Guid.NewGuid(), Name = "A study", State = StudyState.Draft, Design = new(), CreatedAt = DateTime.UnixEpoch };
        var rows = FrozenRows.From(study, plan);
        await workbench.Database.WriteAsync(db =>
        {
            db.Add(study);
            db.AddRange(rows.Personas);
            db.AddRange(rows.Prompts);
            db.AddRange(rows.Conditions);
            return Task.CompletedTask;
        }, Cancel);

        var strata = await workbench.Database.ReadAsync(db => StudyStrata.ReadAsync(db, study.Id, Cancel), Cancel);
        var comparisons = rows.Comparisons.Select(c => new PlannedComparison(c.Id, c.StudyPersonaId, c.StudyPromptId, c.FirstConditionId, c.SecondConditionId)).ToList();

        var planned = PlannedStrata.Of(plan);
        Assert.Equal(planned.Order(), strata.All(comparisons).Order());
        Assert.Contains((StratumKind.Persona, "Ada (2)"), planned);
        Assert.Contains((StratumKind.ConditionPair, "described against plain"), planned);
        // 3 personas × 2 prompts × 3 pairs: each part holds its share.
        Assert.Equal(6, comparisons.Count(c => strata.Holds(new() { Kind = StratumKind.ConditionPair, Value = "described against plain", Judgments = 1 }, c)));
        Assert.Equal(6, comparisons.Count(c => strata.Holds(new() { Kind = StratumKind.Persona, Value = "Ada (2)", Judgments = 1 }, c)));
        Assert.Equal(9, comparisons.Count(c => strata.Holds(new() { Kind = StratumKind.PromptCategory, Value = "facts", Judgments = 1 }, c)));
        Assert.Empty(PlannedStrata.Missing(planned, [new() { Kind = StratumKind.Persona, Value = "Ada (2)", Judgments = 1 }]));
        Assert.Equal(["A target is set for persona 'Ada (3)', which this study does not have."],
            PlannedStrata.Missing(planned, [new() { Kind = StratumKind.Persona, Value = "Ada (3)", Judgments = 1 }]));
    }

    [Fact]
    public void Of_WhatWouldHaveNoEffect_SaysSo()
    {
        StratumTarget[] targets = [new() { Kind = StratumKind.Persona, Value = "Ada", Judgments = 1 }];
        WaveDesign[] waves = [new() { Name = "Fit", Perspective = Perspective.ThirdParty }, new() { Name = "Own", Perspective = Perspective.Self }];

        Assert.Contains("Targets: remove them", Assert.Single(SharingProblems.Of(new() { Perspective = Perspective.Self, Targets = targets })), StringComparison.Ordinal);
        Assert.Empty(SharingProblems.Of(new() { Waves = waves, Targets = targets }));
        Assert.Contains("for comparisons only", Assert.Single(SharingProblems.Of(new() { Unit = JudgedUnit.Output, Allocation = Allocation.Adaptive })), StringComparison.Ordinal);
        Assert.Empty(SharingProblems.Of(new() { Unit = JudgedUnit.Output, Targets = targets }));
    }

    [Fact]
    public void PlannedStrata_OfRatings_HaveNoPairsOfConditions()
    {
        PlanCondition Condition(string name, string technique) => new(new() { Name = name, Technique = technique, Model = "m" }, "");
        var plan = new StudyPlan(
            [new(Guid.NewGuid(), 1, new() { Name = "Ada", Items = [new PersonaItem { Field = "age", Text = "40" }] })],
            [new(Guid.NewGuid(), 1, "facts", "Why?", null, null)],
            [Condition("plain", "none"), Condition("told", "persona_prompt")], 1, JudgedUnit.Output);

        Assert.Equal([(StratumKind.Persona, "Ada"), (StratumKind.PromptCategory, "facts")], PlannedStrata.Of(plan));
    }
}
