namespace Workbench.Features.Accounts.Crowd;

/// <summary>
/// What a door begins with for one platform. A preset only fills in the form: platforms differ in the names of their
/// parameters and in their exit addresses, and in nothing else that this program does.
/// </summary>
public sealed record CrowdPreset
{
    /// <summary>Prolific: the three parameters and the completion address of its help pages, 2026.</summary>
    public static CrowdPreset Prolific { get; } = new()
    {
        Name = "Prolific",
        Sentence = "In Prolific choose “I'll use URL parameters” and “Redirect participants using a URL”. Codes for screened out and failed checks are further completion codes there.",
        Settings = new()
        {
            Preset = "prolific",
            IdParameter = "PROLIFIC_PID",
            Extras = ["STUDY_ID", "SESSION_ID"],
            CompleteAddress = "https://app.prolific.com/submissions/complete?cc={code}",
            ScreenedOutAddress = "https://app.prolific.com/submissions/complete?cc={code}",
            FailedAddress = "https://app.prolific.com/submissions/complete?cc={code}",
        },
        Query = settings => string.Join('&', settings.Parameters().Select(p => $"{p}={{{{%{p}%}}}}")),
    };

    /// <summary>CloudResearch Connect, which adds its parameters to the address by itself and shows the exit address of each project.</summary>
    public static CrowdPreset Connect { get; } = new()
    {
        Name = "CloudResearch Connect",
        Sentence = "Connect adds its parameters by itself. Copy its Redirect URL (…/participant/project/…/complete) into the first address, and those of partial completes into the others.",
        Settings = Blank("connect") with { IdParameter = "participantId", Extras = ["assignmentId", "projectId"] },
        Query = _ => "",
    };

    /// <summary>SONA, whose client-side completion address carries the code of the participant.</summary>
    public static CrowdPreset Sona { get; } = new()
    {
        Name = "SONA",
        Sentence = "Copy SONA's client-side completion URL into the first address, and write survey_code={id} at its end. SONA knows no codes and grants credit by that address alone.",
        Settings = Blank("sona"),
        Query = settings => $"{settings.IdParameter}=%SURVEY_CODE%",
    };

    public static CrowdPreset Other { get; } = new()
    {
        Name = "Another platform",
        Sentence = "Any platform that adds a participant's id to the address of a study. Put its own placeholders for those in square brackets.",
        Settings = Blank("other"),
        Query = settings => string.Join('&', settings.Parameters().Select(p => $"{p}=[{p}]")),
    };

    public static IReadOnlyList<CrowdPreset> All { get; } = [Prolific, Connect, Sona, Other];

    /// <summary>As annotators and researchers read it.</summary>
    public required string Name { get; init; }

    /// <summary>What to do on the platform.</summary>
    public required string Sentence { get; init; }

    public required CrowdDoorSettings Settings { get; init; }

    /// <summary>The query of the address to paste into the platform, with the platform's own placeholders.</summary>
    public required Func<CrowdDoorSettings, string> Query { get; init; }

    public static CrowdPreset Of(CrowdDoorSettings settings) => All.FirstOrDefault(p => p.Settings.Preset == settings.Preset) ?? Other;

    /// <summary>The platform in "Back to …" and "Open the study from …".</summary>
    public static string PlatformOf(CrowdDoorSettings settings) => Of(settings) is var preset && preset == Other ? "the platform" : preset.Name;

    /// <summary>The path and query to paste into the platform.</summary>
    public static string StudyAddress(CrowdDoorSettings settings, string token) =>
        Of(settings).Query(settings) is { Length: > 0 } query ? $"/crowd/{token}?{query}" : $"/crowd/{token}";

    private static CrowdDoorSettings Blank(string preset) => new()
    {
        Preset = preset,
        IdParameter = "id",
        CompleteAddress = "",
        ScreenedOutAddress = "",
        FailedAddress = "",
    };
}
