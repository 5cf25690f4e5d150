using Workbench.Features.Annotation.Reviewing;
using Workbench.Features.Annotation.Trying;
using Workbench.Shared;

namespace Workbench.Features.Annotation;

public sealed class AnnotationFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<WaveCatalog>();
        services.AddSingleton<SliceReader>();
        services.AddSingleton<AssignmentStore>();
        services.AddSingleton<JudgmentStore>();
        services.AddSingleton<AnnotationQuery>();
        services.AddSingleton<MarkedPassageQuery>();
        services.AddSingleton<RaterStore>();
        services.AddSingleton<WithdrawalStore>();
        services.AddSingleton<SurveyStore>();
        services.AddSingleton<TrainingStore>();
        services.AddSingleton<GuidelineNoteStore>();
        services.AddSingleton<StudyDecisionStore>();
        services.AddSingleton<ProfileStore>();
        services.AddSingleton<JudgingDesk>();
        services.AddSingleton<ReviewQuery>();
        services.AddSingleton<AdjudicationStore>();
        services.AddSingleton<TrialStore>();
    }
}
