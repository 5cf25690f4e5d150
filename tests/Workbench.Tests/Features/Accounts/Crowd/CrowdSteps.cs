using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Workbench.Features.Accounts;
using Workbench.Features.Accounts.Crowd;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Tests.Features.Annotation;
using Xunit;

namespace Workbench.Tests.Features.Accounts.Crowd;

/// <summary>What researchers and a platform do in the tests.</summary>
internal static class CrowdSteps
{
    public static CrowdDoorSettings Settings { get; } = CrowdPreset.Prolific.Settings with { CompleteCode = "C1DONE", ScreenedOutCode = "C2OUT", FailedCode = "C3FAIL" };

    public static async Task<string> OpenDoorAsync(this AnnotationStudy study, int? places = null, CrowdDoorSettings? settings = null)
    {
        var opened = await study.Get<CrowdStore>().OpenAsync(Actor.LocalOwner, study.Id, "Prolific", settings ?? Settings, places, AnnotationStudy.Cancel);
        Assert.Empty(opened.Problems);
        return opened.Token!;
    }

    public static Task<CrowdArrival> ArriveAsync(this AnnotationStudy study, string token, string query) =>
        study.Get<CrowdArrivals>().ArriveAsync(token, Query(query), AnnotationStudy.Cancel);

    /// <summary>Somebody who is let in.</summary>
    public static async Task<Actor> ParticipantAsync(this AnnotationStudy study, string token, string id) =>
        (await study.ArriveAsync(token, $"PROLIFIC_PID={Uri.EscapeDataString(id)}&STUDY_ID=s1&SESSION_ID=x{Uri.EscapeDataString(id)}")).Actor!;

    public static async Task<CrowdDoorView> DoorAsync(this AnnotationStudy study, Actor? actor = null) =>
        Assert.Single(await study.Get<CrowdStore>().ListAsync(actor ?? Actor.LocalOwner, study.Id, AnnotationStudy.Cancel));

    public static async Task<CrowdDoorView> PaymentAsync(this AnnotationStudy study) =>
        await study.Get<CrowdStore>().PaymentAsync(Actor.LocalOwner, study.Id, (await study.DoorAsync()).Id, AnnotationStudy.Cancel);

    public static async Task<CrowdParticipant> RowAsync(this AnnotationStudy study, Actor participant) =>
        (await study.RowsAsync<CrowdParticipant>()).Single(p => p.ToActor() == participant);

    public static async Task<bool> MayJudgeAsync(this AnnotationStudy study, Actor participant) =>
        (await study.RowsAsync<StudyMember>()).Exists(m => m.ActorId == participant.Id);

    public static IQueryCollection Query(string query) => new QueryCollection(QueryHelpers.ParseQuery(query));
}
