namespace Workbench.Features.Annotation;

/// <summary>What the primary estimate is given for: a persona, and a pair of conditions.</summary>
internal readonly record struct Slice(Guid Persona, Guid First, Guid? Second)
{
    public static Slice Of(PlannedComparison comparison) => new(comparison.Persona, comparison.First, comparison.Second);
}
