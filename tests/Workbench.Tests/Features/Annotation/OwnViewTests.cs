using Workbench.Features.Analysis;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Personas;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Tests.Features.Models;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>Annotators who describe themselves and judge answers made for them, from the profile to the results.</summary>
public sealed class OwnViewTests : ModelTests
{
    [Fact]
    public async Task LaunchAsync_WithoutPersonas_PlansNothingAndAsksForTheProfileFirst()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 3);
        var anna = await study.AnnotatorAsync("anna");

        var session = await study.Assignments.OpenAsync(anna, study.Id, Cancel);

        Assert.Equal(StudyState.Generated, await study.StateAsync());
        Assert.Empty(await study.RowsAsync<Output>());
        Assert.Equal(RaterStage.Profile, session.Stage);
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Assignments.NextAsync(anna, study.Id, null, Cancel));
        var request = await study.Profiles.AskAsync(anna, study.Id, Cancel);
        Assert.Equal(["occupation", "interests", "style_note", "preferences"], request!.Fields.Select(f => f.Key));
        Assert.Equal((session.Pseudonym, false), (request.Pseudonym, request.IsExported));
    }

    [Fact]
    public async Task SaveAsync_AProfile_FreezesItUnderThePseudonymAndPlansWhatTheLauncherWould()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 3);
        var anna = await study.AnnotatorAsync("anna");

        await study.Profiles.SaveAsync(anna, study.Id, OwnViewStudy.Profile("bees, organ pipes"), Cancel);

        var persona = Assert.Single(await study.RowsAsync<StudyPersona>());
        var rater = Assert.Single(await study.RowsAsync<Rater>());
        Assert.Equal((rater.Pseudonym, persona.Id, null), (persona.Name, rater.OwnPersonaId!.Value, persona.PersonaId));
        Assert.DoesNotContain("Real Name", persona.Json, StringComparison.Ordinal);
        var outputs = await study.RowsAsync<Output>();
        Assert.Equal(3 * 2, outputs.Count);
        Assert.Equal(outputs.Count, outputs.Select(o => o.Position).Distinct().Count());
        var comparisons = await study.RowsAsync<Comparison>();
        Assert.Equal(3, comparisons.Count);
        Assert.All(comparisons, c => Assert.Equal(rater.Id, c.OnlyForRaterId));
        // The worker composes each request again and refuses one whose hash differs: all were sent, so all hashes hold.
        Assert.Equal(StudyState.Running, await study.StateAsync());
        await study.GenerateAsync();
        Assert.All(await study.RowsAsync<Output>(), o => Assert.Equal((WorkState.Done, null), (o.State, o.Error)));
        Assert.Equal(StudyState.Generated, await study.StateAsync());
        var told = Server.ChatRequests.Where(r => r.RawBody.Contains("organ pipes", StringComparison.Ordinal)).ToList();
        Assert.Equal((3, 6), (told.Count, Server.ChatRequests.Count));
        Assert.All(told, r => Assert.Contains(rater.Pseudonym, r.RawBody, StringComparison.Ordinal));
        Assert.DoesNotContain(Server.ChatRequests, r => r.RawBody.Contains("Real Name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SaveAsync_Twice_SaysItIsWrittenOnceAndPlansNothingMore()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 2);
        var anna = await study.DescribedAsync("anna");

        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => study.Profiles.SaveAsync(anna, study.Id, OwnViewStudy.Profile("other things"), Cancel));

        Assert.Contains("written once", again.Message, StringComparison.Ordinal);
        Assert.Equal(2 * 2, (await study.RowsAsync<Output>()).Count);
        Assert.Null(await study.Profiles.AskAsync(anna, study.Id, Cancel));
    }

    [Theory]
    [InlineData("place", "Cluj", "place: this study does not ask for it.")]
    [InlineData("interests", "", "Fill in one field at least")]
    [InlineData("interests", null, "Interests: 500 characters; at most 400 fit.")]
    public async Task SaveAsync_WhatDoesNotFit_NamesTheFieldAndKeepsNothing(string field, string? text, string said)
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 1);
        var anna = await study.AnnotatorAsync("anna");
        var profile = new Persona { Name = "x", Items = [new() { Field = field, Text = text ?? new string('a', 500) }] };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => study.Profiles.SaveAsync(anna, study.Id, profile, Cancel));

        Assert.StartsWith(said, error.Message, StringComparison.Ordinal);
        Assert.Empty(await study.RowsAsync<StudyPersona>());
    }

    [Fact]
    public async Task SaveAsync_BeforeConsentOrByAStranger_IsRefused()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 1, OwnViewStudy.OwnView with { Consent = "I agree." });
        var anna = await study.AnnotatorAsync("anna");

        await Assert.ThrowsAsync<InvalidOperationException>(() => study.Profiles.SaveAsync(anna, study.Id, OwnViewStudy.Profile("bees"), Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Profiles.SaveAsync(new("x", "x", ActorRole.Annotator), study.Id, OwnViewStudy.Profile("bees"), Cancel));

        Assert.Empty(await study.RowsAsync<Output>());
    }

    [Fact]
    public async Task NextAsync_TwoAnnotators_EachGetsTheirOwnPairsOnceWithBalancedSides()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 8);
        var (anna, ben) = (await study.DescribedAsync("anna"), await study.DescribedAsync("ben"));
        await study.GenerateAsync();

        var (pairsOfAnna, pairsOfBen) = (await study.JudgeAllAsync(anna), await study.JudgeAllAsync(ben));

        Assert.Equal((8, 8), (pairsOfAnna.Count, pairsOfBen.Count));
        Assert.All(pairsOfAnna, p => Assert.Contains("anna", p.Persona!.Of("interests").Single().Text, StringComparison.Ordinal));
        Assert.All(pairsOfBen, p => Assert.Equal("You", p.Persona!.Name));
        var raters = await study.RowsAsync<Rater>();
        var comparisons = (await study.RowsAsync<Comparison>()).ToDictionary(c => c.Id);
        foreach (var rater in raters)
        {
            var given = (await study.RowsAsync<Assignment>()).Where(a => a.RaterId == rater.Id).ToList();
            Assert.All(given, a => Assert.Equal(rater.Id, comparisons[a.ComparisonId].OnlyForRaterId));
            Assert.Equal(4, given.Count(a => a.FirstIsLeft));
            Assert.NotNull(rater.FinishedAt);
        }
    }

    [Fact]
    public async Task ProgressAsync_WhileAnswersAreWritten_CountsThemAndIsNotFinished()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 2);
        var anna = await study.DescribedAsync("anna");

        var before = await study.Assignments.ProgressAsync(anna, study.Id, Cancel);
        Assert.Null(await study.Assignments.NextAsync(anna, study.Id, null, Cancel));
        Assert.Null(Assert.Single(await study.RowsAsync<Rater>()).FinishedAt);
        await study.GenerateAsync();
        var after = await study.Assignments.ProgressAsync(anna, study.Id, Cancel);

        Assert.Equal((new OwnAnswers(0, 0, 4, 2, false), 2), (before.Own, before.Total));
        Assert.Equal((new OwnAnswers(4, 0, 4, 0, false), 2, 2), (after.Own, after.Remaining, after.Total));
    }

    [Fact]
    public async Task SaveAsync_APausedStudy_StaysPausedUntilItIsResumed()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 1);
        await study.DescribedAsync("anna");
        await Workbench.Get<GenerationStore>().PauseAsync(Actor.LocalOwner, study.Id, Cancel);

        var ben = await study.DescribedAsync("ben");
        await study.GenerateAsync();

        Assert.Equal(StudyState.Paused, await study.StateAsync());
        Assert.True((await study.Assignments.ProgressAsync(ben, study.Id, Cancel)).Own!.IsPaused);
        await Workbench.Get<GenerationStore>().ResumeAsync(Actor.LocalOwner, study.Id, Cancel);
        await study.GenerateAsync();
        Assert.Equal(StudyState.Generated, await study.StateAsync());
        Assert.Single(await study.JudgeAllAsync(ben));
    }

    [Fact]
    public async Task DueAsync_HiddenChecks_ShowNobodyAnotherAnnotatorsAnswers()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 12, OwnViewStudy.OwnView with { CheckEvery = 2 });
        var (anna, _) = (await study.DescribedAsync("anna"), await study.DescribedAsync("ben"));
        await study.GenerateAsync();
        await study.JudgeAllAsync(anna);

        var checks = await study.RowsAsync<HiddenCheck>();
        var own = (await study.RowsAsync<Rater>()).Single(r => r.ActorId == "anna").OwnPersonaId;
        Assert.True(checks.Count >= 4, $"only {checks.Count} checks");
        Assert.All(checks, c => Assert.Equal(own, c.StudyPersonaId));
    }

    [Fact]
    public async Task AnalyzeAsync_OwnJudgments_AreResultsOfTheirOwnPerspective()
    {
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 4);
        await study.JudgeAllAsync(await DescribedAndWrittenAsync(study, "anna"));

        var analysis = await Workbench.Get<AnalysisQuery>().AnalyzeAsync(Actor.LocalOwner, study.Id, new(), Cancel);

        Assert.Equal((Perspective.Self, RaterKind.Human), (analysis.Scope.Perspective, analysis.Scope.Raters));
        Assert.Contains("of 4 judgments", analysis.Charts.Single(c => c.Chart.Key == "does-it-help").Answer.Sentence, StringComparison.Ordinal);
        Assert.Contains("4 of 4 wanted", analysis.Charts.Single(c => c.Chart.Key == "how-far").Answer.Sentence, StringComparison.Ordinal);
        var overview = await Workbench.Get<AnnotationQuery>().OverviewAsync(Actor.LocalOwner, study.Id, Cancel);
        Assert.Equal((0, 4), (overview.Planned, overview.HumanJudgments));
        var own = Assert.Single(await study.Profiles.ListAsync(Actor.LocalOwner, study.Id, Cancel));
        Assert.Equal((2, 4, 4, 4), (own.Fields, own.Pairs, own.Ready, own.Judged));
    }

    [Fact]
    public async Task NextAsync_AWaveOfTheOwnViewAfterOneAboutPersonas_KeepsTheirComparisonsApart()
    {
        var personas = await Workbench.Get<PersonaStore>().ImportAsync(Actor.LocalOwner, [new Persona { Name = "Ada", Items = [new() { Field = "age", Text = "34" }] }], "test", Cancel);
        var study = await OwnViewStudy.LaunchAsync(Workbench, Endpoint, prompts: 3,
            OwnViewStudy.OwnView with { Perspective = Perspective.ThirdParty, Waves = [new() { Name = "first" }, new() { Name = "own", Perspective = Perspective.Self }] }, personas);
        await study.GenerateAsync();
        var anna = await study.AnnotatorAsync("anna");
        var aboutAda = await study.JudgeAllAsync(anna);

        await Workbench.Database.WriteAsync(async db => (await db.FindAsync<Study>([study.Id], Cancel))!.Wave = 1, Cancel);
        await study.Profiles.SaveAsync(anna, study.Id, OwnViewStudy.Profile("what anna likes"), Cancel);
        await study.GenerateAsync();
        var own = await study.JudgeAllAsync(anna);

        Assert.Equal(["Ada", "You"], aboutAda.Concat(own).Select(p => p.Persona!.Name).Distinct());
        Assert.Equal((3, 3), (aboutAda.Count, own.Count));
        var perspectives = (await study.RowsAsync<StoredJudgment>()).CountBy(j => j.Perspective).ToDictionary();
        Assert.Equal((3, 3), (perspectives[Perspective.ThirdParty], perspectives[Perspective.Self]));
    }

    [Theory]
    [InlineData(false, null, "Choose at least one persona.")]
    [InlineData(true, Perspective.ThirdParty, "not every wave asks annotators about themselves")]
    [InlineData(true, null, null)]
    public void StudyDesignProblems_WithoutPersonas_AreFoundWhereAPerspectiveNeedsThem(bool isSelf, Perspective? wave, string? said)
    {
        var annotation = OwnViewStudy.OwnView with
        {
            Perspective = isSelf ? Perspective.Self : Perspective.RolePlay,
            Waves = wave is null ? [] : [new() { Name = "own" }, new() { Name = "others", Perspective = wave }],
        };

        var problems = StudyDesignProblems.Of(new() { Annotation = annotation }).Where(p => p.Step == DesignStep.Personas).Select(p => p.Problem).ToList();

        Assert.Equal(said is null ? 0 : 1, problems.Count);
        Assert.All(problems, p => Assert.Contains(said!, p, StringComparison.Ordinal));
    }

    private static async Task<Actor> DescribedAndWrittenAsync(OwnViewStudy study, string name)
    {
        var actor = await study.DescribedAsync(name);
        await study.GenerateAsync();
        return actor;
    }
}
