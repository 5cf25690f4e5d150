using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>Which comparisons of a launched study lie in which of its parts: made once, so that a place is given without looking through all.</summary>
internal sealed class StratumIndex
{
    private readonly WaveBlocks _whole;
    private readonly StudyStrata _strata;
    private readonly Dictionary<Guid, (StratumKind Kind, string Value)[]> _parts;
    private readonly Dictionary<(StratumKind Kind, string Value), int> _counts;

    public StratumIndex(WaveBlocks whole, StudyStrata strata)
    {
        (_whole, _strata) = (whole, strata);
        _parts = whole.Comparisons.Values.ToDictionary(c => c.Id, c => strata.PartsOf(c).ToArray());
        _counts = _parts.Values.SelectMany(parts => parts).CountBy(part => part).ToDictionary();
    }

    public bool IsOf(WaveBlocks whole, StudyStrata strata) => ReferenceEquals(whole, _whole) && ReferenceEquals(strata, _strata);

    /// <summary>The parts that a comparison lies in; none where it is one rater's own.</summary>
    public IReadOnlyList<(StratumKind Kind, string Value)> PartsOf(Guid comparison) => _parts.GetValueOrDefault(comparison) ?? [];

    /// <summary>How many comparisons lie in a part.</summary>
    public int Count(StratumTarget target) => _counts.GetValueOrDefault((target.Kind, target.Value));
}
