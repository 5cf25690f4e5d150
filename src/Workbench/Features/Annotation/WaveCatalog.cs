using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>
/// Knows the blocks of each wave and the strata of each study. A launched study's comparisons do not change; should some
/// be added, by an import or for a rater's own profile, their number tells, and all is read again.
/// </summary>
public sealed class WaveCatalog
{
    /// <summary>Waves kept at once; past that, all are forgotten and read again.</summary>
    private const int MaxKept = 256;

    /// <summary>The same for the blocks of raters who judge for themselves: small, and one for each of them.</summary>
    private const int MaxOwnKept = 8_192;

    private readonly ConcurrentDictionary<(Guid Study, int Wave, double From, double To, Guid? OnlyFor), WaveBlocks> _blocks = new();
    private readonly ConcurrentDictionary<(Guid Study, int Wave, double From, double To, Guid? OnlyFor), WaveBlocks> _ownBlocks = new();
    private readonly ConcurrentDictionary<Guid, StudyStrata> _strata = new();
    private readonly ConcurrentDictionary<Guid, StratumIndex> _indexes = new();

    /// <summary>The blocks of a wave over the comparisons that are open to all, or over those of one rater who judges for themself.</summary>
    internal async Task<WaveBlocks> BlocksAsync(WorkbenchDb db, Study study, OpenWave wave, CancellationToken ct, Guid? onlyFor = null)
    {
        var its = db.Set<Comparison>().Where(c => c.StudyId == study.Id && c.OnlyForRaterId == onlyFor);
        // One rater's own are all about the persona that they described, and by it the index finds them among everybody's.
        if (onlyFor is { } owner)
            its = its.Where(c => c.StudyPersonaId == db.Set<Rater>().Where(r => r.Id == owner).Select(r => r.OwnPersonaId).FirstOrDefault());
        var count = await its.CountAsync(ct);
        var key = (study.Id, wave.Number, wave.From, wave.To, onlyFor);
        var kept = onlyFor is null ? _blocks : _ownBlocks;
        if (kept.TryGetValue(key, out var known) && known.Count == count)
            return known;
        if (kept.Count >= (onlyFor is null ? MaxKept : MaxOwnKept))
            kept.Clear();
        var comparisons = await its
            .Select(c => new PlannedComparison(c.Id, c.StudyPersonaId, c.StudyPromptId, c.FirstConditionId, c.SecondConditionId)).ToListAsync(ct);
        return kept[key] = WaveBlocks.Cut(comparisons, wave, study.Design.Seed, onlyFor);
    }

    /// <summary>All comparisons that are open to all, whatever a wave takes of them.</summary>
    internal Task<WaveBlocks> WholeAsync(WorkbenchDb db, Study study, CancellationToken ct) =>
        BlocksAsync(db, study, OpenWave.Of(study) with { Number = -1, From = 0, To = 1 }, ct);

    /// <summary>Which of them lie in which part of the study.</summary>
    internal async Task<StratumIndex> IndexAsync(WorkbenchDb db, Study study, CancellationToken ct)
    {
        var (whole, strata) = (await WholeAsync(db, study, ct), await StrataAsync(db, study.Id, ct));
        if (_indexes.TryGetValue(study.Id, out var known) && known.IsOf(whole, strata))
            return known;
        if (_indexes.Count >= MaxKept)
            _indexes.Clear();
        return _indexes[study.Id] = new(whole, strata);
    }

    internal async Task<StudyStrata> StrataAsync(WorkbenchDb db, Guid studyId, CancellationToken ct)
    {
        var personas = await db.Set<StudyPersona>().CountAsync(p => p.StudyId == studyId, ct);
        if (_strata.TryGetValue(studyId, out var known) && known.PersonaCount == personas)
            return known;
        if (_strata.Count >= MaxKept)
            _strata.Clear();
        return _strata[studyId] = await StudyStrata.ReadAsync(db, studyId, ct);
    }
}
