namespace Workbench.Methods.Statistics.Agreement;

/// <summary>One item judged twice by one rater, in the item's own order.</summary>
/// <param name="Rater">Rater index.</param>
/// <param name="First">Category code the first time; negative where there was no usable verdict.</param>
/// <param name="Second">Category code the second time; negative likewise.</param>
public readonly record struct RepeatedRating(int Rater, int First, int Second);
