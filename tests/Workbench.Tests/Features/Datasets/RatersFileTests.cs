using System.Text.Json;
using Workbench.Features.Annotation;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;
using Workbench.Tests.Support;
using Xunit;

namespace Workbench.Tests.Features.Datasets;

/// <summary>The file of raters: everything they passed through, and nothing that says who they are.</summary>
public sealed class RatersFileTests
{
    private static readonly DateTime At = new(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Write_WholeFlow_TellsEverythingButWhoItWas()
    {
        var rows = new StudyRows()
            .Judge(0, 0, ResolvedChoice.Second).Judge(0, 1, null).Judge(1, 0, ResolvedChoice.Tie, "rater-2")
            .Answer("rater-1", new() { Key = "languages", Text = "?", Kind = SurveyQuestionKind.Choice, Options = ["a", "b"], TakesSeveral = true }, "a\nb")
            .Answer("rater-1", new() { Key = "age", Text = "?", Kind = SurveyQuestionKind.Number }, "41.5")
            .Answer("rater-1", new() { Key = "remark", Text = "?", Kind = SurveyQuestionKind.Text }, null)
            .Answer("rater-1", new() { Key = "effort", Text = "?", Kind = SurveyQuestionKind.Scale, Min = 1, Max = 5, Options = ["easy", "hard"] }, "2", SurveyMoment.After)
            .About("rater-1", r => Training(r, "training_bees", false, At))
            .About("rater-1", r => Training(r, "training_bees", true, At.AddSeconds(5)))
            .About("rater-1", r => Check(r, HiddenCheckKind.Gold, 2, true))
            .About("rater-1", r => Check(r, HiddenCheckKind.Gold, 4, false))
            .About("rater-1", r => Check(r, HiddenCheckKind.Identical, 6, null));
        rows.About("rater-1", r =>
        {
            (r.ConsentVersion, r.ConsentedAt, r.TrainedAt) = ("abc123", At, At);
            return Check(r, HiddenCheckKind.Attention, 8, true);
        });
        rows.About("rater-3", r =>
        {
            (r.ScreenedOutAt, r.ScreenOutReason) = (At, "Do you read novels?: Never");
            return Check(r, HiddenCheckKind.Attention, 2, true);
        });
        rows.Exclude("rater-2", "2 hidden checks failed");

        var (bytes, counts) = await Exports.WriteAsync(rows, "raters-jsonl");

        Assert.Equal(3, counts.Rows);
        var lines = Exports.Objects(bytes);
        var first = lines[0];
        Assert.Equal(("rater-1", "human", 1, "abc123", "2026-03-02T09:30:00Z"),
            (Text(first, "rater"), Text(first, "rater_kind"), first.GetProperty("judged").GetInt32(), Text(first, "consent_version"), Text(first, "consented_at")));
        Assert.Equal("""["third_party"]""", Json(first, "perspectives"));
        Assert.Equal("""["a","b"]""", Json(first, "before.languages"));
        Assert.Equal(41.5, first.GetProperty("before.age").GetDouble());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("before.remark").ValueKind);
        Assert.Equal(2, first.GetProperty("after.effort").GetInt32());
        Assert.Equal([false, true], first.GetProperty("training").EnumerateArray().Select(t => t.GetProperty("right").GetBoolean()));
        Assert.Equal("""{"pair":"training_bees","choice":"left","better":"right","right":false,"at":"2026-03-02T09:30:00Z"}""", first.GetProperty("training")[0].GetRawText());
        Assert.Equal("""{"identical":{"shown":1,"passed":0,"skipped":1},"attention":{"shown":1,"passed":1,"skipped":0},"gold":{"shown":2,"passed":1,"skipped":0}}""", Json(first, "checks"));
        Assert.Equal((true, "2 hidden checks failed", false), (lines[1].GetProperty("excluded").GetBoolean(), Text(lines[1], "exclusion_reason"), lines[1].GetProperty("screened_out").GetBoolean()));
        Assert.Equal((true, "Do you read novels?: Never"), (lines[2].GetProperty("screened_out").GetBoolean(), Text(lines[2], "screen_out_reason")));
        Assert.DoesNotContain("account-of", Exports.Text(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Judgments_NameTheConsentTextOfTheirRater()
    {
        var rows = new StudyRows().Judge(0, 0, ResolvedChoice.Second).Judge(0, 0, ResolvedChoice.First, "rater-2");
        rows.About("rater-1", r =>
        {
            r.ConsentVersion = "abc123";
            return Check(r, HiddenCheckKind.Attention, 2, true);
        });

        var (bytes, _) = await Exports.WriteAsync(rows, "judgments-jsonl");

        Assert.Equal(["abc123", null], Exports.Objects(bytes).Select(o => o.TryGetProperty("consent_version", out var version) ? version.GetString() : null));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Json(JsonElement element, string name) => element.GetProperty(name).GetRawText();

    private static TrainingAnswer Training(Rater rater, string key, bool right, DateTime at) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = rater.StudyId,
        RaterId = rater.Id,
        PairKey = key,
        Displayed = Choice.Left,
        BetterIsLeft = right,
        IsRight = right,
        At = at,
    };

    private static HiddenCheck Check(Rater rater, HiddenCheckKind kind, int after, bool? passed) => new()
    {
        Id = Guid.NewGuid(),
        StudyId = rater.StudyId,
        RaterId = rater.Id,
        Kind = kind,
        StudyPersonaId = null,
        StudyPromptId = null,
        PromptText = "?",
        Left = "a",
        Right = "b",
        Expected = Choice.Left,
        After = after,
        CreatedAt = At,
        AnsweredAt = At,
        IsPassed = passed,
    };
}
