namespace Workbench.Methods.Personas;

/// <summary>One thing that is wrong with a persona, at the place where it is wrong.</summary>
/// <param name="Field">Key of the field, or <c>name</c>.</param>
/// <param name="Entry">Position of the value within its field, from 0; null where the field as a whole is meant.</param>
/// <param name="Message">What is wrong, as a sentence that does not repeat the field's label.</param>
public sealed record PersonaProblem(string Field, int? Entry, string Message)
{
    /// <summary>The sentence with its place before it, as errors about files show it.</summary>
    public override string ToString()
    {
        var label = Field == "name" ? "name" : PersonaSchema.Find(Field)?.Key ?? Field;
        return Entry is null || PersonaSchema.Find(Field) is { IsSingle: true } ? $"{label}: {Message}" : $"{label}[{Entry}]: {Message}";
    }
}
