namespace Workbench.Shared.Library;

/// <summary>Why one line of a file cannot be kept; the message names the field.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Message">Begins with the field where there is one.</param>
public sealed record LineProblem(int Line, string Message)
{
    public string In(string fileName) => $"{fileName}, line {Line}: {Message}";
}
