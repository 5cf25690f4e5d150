namespace Workbench.Shared;

public static class ErrorWords
{
    /// <summary>What an error says to a person: without the name of a parameter, which is for programmers.</summary>
    public static string InWords(this Exception error) => error is ArgumentException { ParamName: { } name }
        ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : error.Message;
}
