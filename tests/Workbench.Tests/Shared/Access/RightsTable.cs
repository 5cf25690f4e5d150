using Workbench.Features.Studies;
using Workbench.Shared.Access;

namespace Workbench.Tests.Shared.Access;

/// <summary>
/// Who may what, in one place. Every page, endpoint, hub and hub method of the program has a line here, or a test fails: the least
/// role that gets through the door (<see cref="ActorRole.None"/> is everybody), and the right to the study in its
/// address that its content wants.
/// </summary>
internal static class RightsTable
{
    public static IReadOnlyDictionary<string, Line> Lines { get; } = new Dictionary<string, Line>
    {
        // Pages for everybody: the way in, and what is said when something went wrong.
        ["/account/signin"] = new(ActorRole.None),
        ["/account/accept"] = new(ActorRole.None),
        ["/account/signout"] = new(ActorRole.None),
        ["/setup"] = new(ActorRole.None),
        ["/join"] = new(ActorRole.None),
        ["/join/{Token}"] = new(ActorRole.None),
        ["/crowd/{Token}"] = new(ActorRole.None),
        ["/error"] = new(ActorRole.None),
        ["/status/{Code:int}"] = new(ActorRole.None),
        ["/health/live"] = new(ActorRole.None),
        ["/health/ready"] = new(ActorRole.None),

        // What an annotator reaches.
        ["/account"] = new(ActorRole.Annotator),
        ["/judge"] = new(ActorRole.Annotator),
        ["/judge/{StudyId:guid}"] = new(ActorRole.Annotator, StudyRight.Judge),
        ["/not-found"] = new(ActorRole.Annotator),
        ["/_blazor"] = new(ActorRole.Annotator),
        ["/_blazor/negotiate"] = new(ActorRole.Annotator),
        ["/_blazor/disconnect"] = new(ActorRole.Annotator),
        ["/_blazor/initializers"] = new(ActorRole.Annotator),

        // The researchers' work.
        ["/_framework/opaque-redirect"] = new(ActorRole.Researcher),
        ["/{**path:file}"] = new(ActorRole.Researcher),
        ["/"] = new(ActorRole.Researcher),
        ["/studies"] = new(ActorRole.Researcher),
        ["/studies/new"] = new(ActorRole.Researcher),
        ["/studies/{StudyId:guid}/design"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/generate"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/outputs"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/annotate"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/review"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/try"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/results"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/data"] = new(ActorRole.Researcher, StudyRight.View),
        ["/studies/{Id:guid}/people"] = new(ActorRole.Researcher, StudyRight.View),
        ["/api/studies/{id:guid}/export/{format}"] = new(ActorRole.Researcher, StudyRight.View),
        ["/api/studies/{id:guid}/crowd/{door:guid}"] = new(ActorRole.Researcher, StudyRight.Edit),
        ["/personas"] = new(ActorRole.Researcher),
        ["/personas/new"] = new(ActorRole.Researcher),
        ["/personas/import"] = new(ActorRole.Researcher),
        ["/personas/{Id:guid}"] = new(ActorRole.Researcher),
        ["/personas/{Id:guid}/edit"] = new(ActorRole.Researcher),
        ["/api/personas/export"] = new(ActorRole.Researcher),
        ["/prompts"] = new(ActorRole.Researcher),
        ["/prompts/add"] = new(ActorRole.Researcher),
        ["/models"] = new(ActorRole.Researcher),
        ["/models/new"] = new(ActorRole.Researcher),
        ["/models/{Id:guid}"] = new(ActorRole.Researcher),
        ["/help"] = new(ActorRole.Researcher),
        ["/help/{Name}"] = new(ActorRole.Researcher),

        // The owner's.
        ["/accounts"] = new(ActorRole.Owner),
    };

    /// <summary>
    /// Every method that a browser's script may call in a circuit, with what its component holds that asks the database.
    /// An empty line holds nothing of the kind: <c>SurveyForm</c> hands its answers to the screen around it, whose desk it is.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> HubMethods { get; } = new Dictionary<string, string[]>
    {
        ["Appearance.SetDark"] = [],
        ["JudgeProfile.SaveByKeyAsync"] = ["IJudgingDesk"],
        ["JudgeScreen.Differences"] = ["IJudgingDesk"],
        ["JudgeScreen.SaveDraft"] = ["IJudgingDesk"],
        ["JudgeScreen.Skip"] = ["IJudgingDesk"],
        ["JudgeScreen.Submit"] = ["IJudgingDesk"],
        ["PersonaEditPage.SaveByKeyAsync"] = ["PersonaStore"],
        ["SurveyForm.SaveByKeyAsync"] = [],
    };

    /// <param name="Door">The least role that gets an answer at all.</param>
    /// <param name="Study">What its content wants of the study in the address; null where there is none.</param>
    public sealed record Line(ActorRole Door, StudyRight? Study = null);
}
