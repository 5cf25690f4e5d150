using Workbench.Methods.Statistics.Proportions;

namespace Workbench.Methods.Statistics;

/// <summary>A share of independent yes/no observations as an <see cref="Estimate"/> with Wilson's interval.</summary>
/// <remarks>Wilson (1927), JASA 22. Undefined without observations.</remarks>
internal static class WilsonShare
{
    internal static Estimate Compute(string method, int successes, int n, double level, string emptyReason) =>
        n == 0 ? Estimate.Undefined(method, emptyReason) : Proportion.Of(successes, n, ProportionMethod.Wilson, level, method);
}
