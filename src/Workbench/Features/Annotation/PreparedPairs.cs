using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>What training and gold pairs have in common.</summary>
internal static class PreparedPairs
{
    /// <summary>
    /// The study's copy of the persona that is shown beside a prepared pair: the pair's, or the rater's own where raters
    /// judge for themselves. Null where none is shown.
    /// </summary>
    public static async Task<Guid?> PersonaOfAsync(WorkbenchDb db, Guid studyId, AnnotationDesign design, Rater rater, PreparedPair pair, CancellationToken ct) => design.Perspective switch
    {
        Perspective.Self => rater.OwnPersonaId,
        Perspective.Impersonal => null,
        Perspective.RolePlay or Perspective.ThirdParty => pair.PersonaId is not { } persona
            ? null
            : await db.Set<StudyPersona>().Where(p => p.StudyId == studyId && p.PersonaId == persona).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct),
        _ => throw new ArgumentOutOfRangeException(nameof(design), "unknown perspective"),
    };
}
