namespace Workbench.Shared.Library;

/// <summary>One thing wrong with one field of a form.</summary>
/// <param name="Field">The field's key.</param>
/// <param name="Entry">Position within a list, from 0; null where the field as a whole is meant.</param>
/// <param name="Message">A sentence that does not repeat the field's label.</param>
public sealed record FieldProblem(string Field, int? Entry, string Message);
