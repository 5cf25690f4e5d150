namespace Workbench.Methods.Statistics.Judges;

/// <summary>One comparison judged by the same judge in both orders.</summary>
/// <param name="Original">Verdict with output A shown first.</param>
/// <param name="Swapped">Verdict with output B shown first.</param>
public readonly record struct OrderPair(ShownVerdict Original, ShownVerdict Swapped);
