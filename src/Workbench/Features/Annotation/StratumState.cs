using Workbench.Features.Studies;

namespace Workbench.Features.Annotation;

/// <summary>How far a stratum with a target is.</summary>
/// <param name="Target">What is wanted.</param>
/// <param name="Judged">Judgments by people that stand, in all waves of the open wave's perspective; without those of raters whom the rule about failed checks left out.</param>
/// <param name="InHand">Places that annotators hold now.</param>
/// <param name="Comparisons">Comparisons of the study that lie in it; 0 where the name fits nothing.</param>
public sealed record StratumState(StratumTarget Target, int Judged, int InHand, int Comparisons)
{
    public int Room => Math.Max(0, Target.Judgments - Judged - InHand);

    /// <summary>Nobody is given a place in it any more.</summary>
    public bool IsClosed => Room == 0;
}
