using Workbench.Features.Studies;
using Perspective = Workbench.Shared.Judging.Perspective;

namespace Workbench.Features.Annotation;

/// <summary>How the judging of a launched study is shared out at this moment, and what may be changed about it.</summary>
public sealed record RunningStudy
{
    public required bool IsLaunched { get; init; }

    /// <summary>Whether the actor may change anything.</summary>
    public required bool MayChange { get; init; }

    public required AnnotationDesign Design { get; init; }

    /// <summary>The open wave, from 0.</summary>
    public required int Wave { get; init; }

    public required Perspective Perspective { get; init; }
    public required int RatersPerComparison { get; init; }

    /// <inheritdoc cref="AnnotationDesign.Thing"/>
    public string Thing => Design.Thing();

    /// <summary>Comparisons that the open wave takes.</summary>
    public required int Comparisons { get; init; }

    /// <summary>Places that annotators hold now.</summary>
    public required int InHand { get; init; }

    /// <summary>How many comparisons have how many places taken, judged or in hand.</summary>
    public required IReadOnlyList<PlaceCount> Places { get; init; }

    /// <summary>The wave after this one; null where none is planned.</summary>
    public required NextWave? Next { get; init; }

    public required IReadOnlyList<StratumState> Targets { get; init; }

    /// <summary>Everything that can have a target.</summary>
    public required IReadOnlyList<(StratumKind Kind, string Value)> Strata { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<StudyDecision> Decisions { get; init; }

    /// <summary>What another overlap would mean.</summary>
    public OverlapEffect EffectOf(int ratersPerComparison)
    {
        int Left(PlaceCount place, int k) => OpenPlaces.Left(Design.Unit, place.Left, place.Right, k);
        return new(
            Places.Sum(p => p.Comparisons * Left(p, ratersPerComparison)) + InHand,
            Places.Where(p => Left(p, RatersPerComparison) == 0 && Left(p, ratersPerComparison) > 0).Sum(p => p.Comparisons),
            Places.Where(p => Left(p, RatersPerComparison) > 0 && Left(p, ratersPerComparison) == 0).Sum(p => p.Comparisons),
            Places.Where(p => p.Left + p.Right > ratersPerComparison).Sum(p => p.Comparisons),
            Places.Where(p => p.Left + p.Right >= ratersPerComparison && Left(p, ratersPerComparison) > 0).Sum(p => p.Comparisons));
    }
}

/// <param name="Left">Places with the first output at the left.</param>
/// <param name="Right">Places with it at the right.</param>
/// <param name="Comparisons">How many comparisons have exactly these.</param>
public sealed record PlaceCount(int Left, int Right, int Comparisons);

/// <param name="Comparisons">How many it takes.</param>
public sealed record NextWave(string Name, Perspective Perspective, int RatersPerComparison, int Comparisons);

/// <summary>What an overlap means for the comparisons of the open wave.</summary>
/// <param name="Wanted">Judgments that are still wanted under it, those in hand included; targets apart.</param>
/// <param name="Reopened">Comparisons that were full and open again.</param>
/// <param name="Closed">Comparisons that had places and have none any more.</param>
/// <param name="Beyond">Comparisons with more places taken than the overlap asks for; they stay.</param>
/// <param name="Uneven">Comparisons that stay open beyond it, because each answer has to stand on each side often enough.</param>
public sealed record OverlapEffect(int Wanted, int Reopened, int Closed, int Beyond, int Uneven);
