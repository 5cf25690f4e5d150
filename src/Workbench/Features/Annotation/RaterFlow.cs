using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>Where a rater stands in a study, read off what is stored of them.</summary>
internal static class RaterFlow
{
    public static RaterStage StageOf(Study study, Rater rater) =>
        study.State == StudyState.Draft ? RaterStage.Closed
        : !HasConsented(study, rater) ? RaterStage.Welcome
        : RaterStage.Judging;

    public static bool HasConsented(Study study, Rater rater) =>
        study.Design.Annotation.ConsentVersion() is not { } version || version == rater.ConsentVersion;
}
