using System.Text.Json;
using Workbench.Features.Annotation;
using Workbench.Features.Datasets;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Xunit;

namespace Workbench.Tests.Features.Annotation;

/// <summary>Marked passages: checked against the texts as shown and the persona, kept with the judgment, resolved for the researcher.</summary>
public sealed class SpanTests
{
    private static readonly AnnotationDesign Asks = new() { AsksSpans = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SubmitAsync_PassagesThatStandInTheTexts_AreKeptAndResolvedToTheirConditions()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Asks);
        var ann = await study.AnnotatorAsync("ann");
        for (var i = 0; i < 2; i++)
        {
            var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
            await study.Judgments.SubmitAsync(ann, With(pair!, Span(pair!.Left, Choice.Left) with { Field = "interests", Item = 0 }, Span(pair.Right!, Choice.Right)), Cancel);
        }

        Assert.All(await study.RowsAsync<StoredJudgment>(), j => Assert.Equal([Choice.Left, Choice.Right], j.Details!.Spans.Select(s => s.Side)));
        var query = study.Get<MarkedPassageQuery>();
        var passages = await query.NewestAsync(Actor.LocalOwner, study.Id, RaterKind.Human, Perspective.ThirdParty, Cancel);
        Assert.Equal(4, passages!.Count);
        // Every passage is a whole answer, and each answer names its condition.
        Assert.All(passages, p => Assert.StartsWith(p.Condition, p.Quote, StringComparison.Ordinal));
        Assert.All(passages, p => Assert.Equal(p.Side == Choice.Left ? ("Interests", "chess, bees") : (null, null), (p.Field, p.Item)));
        Assert.All(passages, p => Assert.Equal(p.Condition == "personal", p.IsPersonalized));
        Assert.Empty((await query.NewestAsync(Actor.LocalOwner, study.Id, RaterKind.Human, Perspective.RolePlay, Cancel))!);
        await study.Get<RaterStore>().DecideAsync(Actor.LocalOwner, Assert.Single(await study.RowsAsync<Rater>()).Id, true, "pressed one key", Cancel);
        Assert.Empty((await query.NewestAsync(Actor.LocalOwner, study.Id, RaterKind.Human, Perspective.ThirdParty, Cancel))!);
    }

    [Fact]
    public async Task SubmitAsync_PassagesThatDoNotFit_AreRefusedWithTheReason()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Asks);
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var good = Span(pair!.Left, Choice.Left);
        async Task Refused(string reason, params HighlightedSpan[] spans) => Assert.Contains(
            reason, (await Assert.ThrowsAsync<ArgumentException>(() => study.Judgments.SubmitAsync(ann, With(pair, spans), Cancel))).Message, StringComparison.Ordinal);

        await Refused("Passage 2 is not in the answer", good, good with { Start = 1 });
        await Refused("Passage 1 is not in the answer", good with { Start = int.MaxValue });
        await Refused("Passage 1 is not in the answer", good with { Side = Choice.Right });
        await Refused("the side is", good with { Side = Choice.Tie });
        await Refused("1 to 2000 characters", good with { Length = 0, Quote = "" });
        await Refused("not known about the person", good with { Field = "interests", Item = 1 });
        await Refused("not known about the person", good with { Field = "shoe_size", Item = 0 });
        await Refused("not known about the person", good with { Field = "interests" });
        await Refused("30 marked passages", [.. Enumerable.Repeat(good, 31)]);
        await Refused("12000 characters", [.. Enumerable.Repeat(good with { Quote = new string('x', 500), Length = 500 }, 25)]);
        Assert.Empty(await study.RowsAsync<StoredJudgment>());
    }

    [Fact]
    public async Task SubmitAsync_StudyWithoutPassages_RefusesThem()
    {
        await using var study = await AnnotationStudy.CreateAsync();
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => study.Judgments.SubmitAsync(ann, With(pair!, Span(pair!.Left, Choice.Left)), Cancel));

        Assert.Contains("does not ask for passages", error.Message, StringComparison.Ordinal);
        Assert.Null(await study.Get<MarkedPassageQuery>().NewestAsync(Actor.LocalOwner, study.Id, RaterKind.Human, Perspective.ThirdParty, Cancel));
    }

    [Fact]
    public async Task SubmitAsync_ImpersonalPerspective_KnowsOnlyUnsupported()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Asks with { Perspective = Perspective.Impersonal });
        var ann = await study.AnnotatorAsync("ann");
        var pair = await study.Assignments.NextAsync(ann, study.Id, null, Cancel);
        var span = Span(pair!.Left, Choice.Left);

        await Assert.ThrowsAsync<ArgumentException>(() => study.Judgments.SubmitAsync(ann, With(pair, span with { Field = "interests", Item = 0 }), Cancel));
        Assert.Equal(SubmitOutcome.Saved, await study.Judgments.SubmitAsync(ann, With(pair, span), Cancel));
    }

    [Fact]
    public async Task NewestAsync_AnAnnotator_IsRefused()
    {
        await using var study = await AnnotationStudy.CreateAsync(annotation: Asks);
        var ann = await study.AnnotatorAsync("ann");

        await Assert.ThrowsAsync<AccessDeniedException>(() => study.Get<MarkedPassageQuery>().NewestAsync(ann, study.Id, RaterKind.Human, Perspective.ThirdParty, Cancel));
    }

    [Fact]
    public async Task NewestAsync_PassagesInARatedAnswer_AreThere()
    {
        await using var study = await RatingStudy.LaunchAsync(1, 1, new() { AsksSpans = true });
        var anna = await study.AnnotatorAsync("anna");
        var next = (await study.Assignments.NextAsync(anna, study.Id, null, Cancel))!;

        await study.Judgments.SubmitAsync(anna, new Submission
        {
            Id = Guid.NewGuid(),
            AssignmentId = next.AssignmentId,
            Answers = new Dictionary<string, CriterionAnswer> { ["overall"] = CriterionAnswer.Rating(4) },
            Details = new() { Spans = [new() { Side = Choice.Left, Start = 0, Length = next.Left.Length, Quote = next.Left }] },
        }, Cancel);

        var perspective = (await study.RowsAsync<StoredJudgment>())[0].Perspective;
        Assert.Equal(next.Left, Assert.Single((await study.Workbench.Get<MarkedPassageQuery>().NewestAsync(Actor.LocalOwner, study.Id, RaterKind.Human, perspective, Cancel))!).Quote);
    }

    [Fact]
    public void Read_WhatTheBrowserSends_GivesPassagesAndWhetherDifferencesWereShown()
    {
        var submission = SubmitMessage.Read($$"""
            {"assignment":"{{Guid.NewGuid()}}","submission":"{{Guid.NewGuid()}}","answers":{"overall":"tie"},"fields":{},"differences":true,
             "spans":[{"side":"right","start":3,"length":2,"quote":"ab","field":"age","item":0}]}
            """);

        Assert.True(submission.Details!.DifferencesShown);
        Assert.Equal(new HighlightedSpan { Side = Choice.Right, Start = 3, Length = 2, Quote = "ab", Field = "age", Item = 0 }, Assert.Single(submission.Details.Spans));
    }

    [Fact]
    public void ToJson_PassagesOfBothSides_NameTheConditionDisplayedThere()
    {
        var persona = new Persona { Name = "P", Items = [new() { Field = "age", Text = "58" }] };
        var json = JsonDocument.Parse(SpanRecords.ToJson(
            [new() { Side = Choice.Right, Start = 3, Length = 2, Quote = "ab", Field = "age", Item = 0 }, new() { Side = Choice.Left, Start = 0, Length = 1, Quote = "é" }], "plain", "personal", persona)).RootElement;

        Assert.Equal(["right:personal:58:False", "left:plain::True"], json.EnumerateArray().Select(s =>
            $"{s.GetProperty("side")}:{s.GetProperty("condition")}:{(s.TryGetProperty("item_text", out var text) ? text.GetString() : "")}:{s.GetProperty("unsupported")}"));
        Assert.Equal("é", json[1].GetProperty("quote").GetString());
    }

    private static Submission With(PairToJudge pair, params HighlightedSpan[] spans) =>
        AnnotationStudySteps.Submission(pair, Choice.Left) with { Details = new() { Spans = spans } };

    private static HighlightedSpan Span(string text, Choice side) => new() { Side = side, Start = 0, Length = text.Length, Quote = text };
}
