namespace Workbench.Methods.Judging;

/// <summary>One verdict of a simulated rater.</summary>
/// <param name="Item">Position of the item.</param>
/// <param name="Rater">Position of the rater.</param>
/// <param name="FirstIsLeft">Whether the first answer stood at the left.</param>
/// <param name="Outcome">+1 where the second answer won, −1 where the first did, 0 for a tie.</param>
/// <param name="Seconds">Made-up time of the verdict, in seconds.</param>
public sealed record SimulatedVerdict(int Item, int Rater, bool FirstIsLeft, int Outcome, double Seconds);
