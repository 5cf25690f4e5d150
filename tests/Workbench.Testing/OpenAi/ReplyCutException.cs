namespace Workbench.Testing.OpenAi;

/// <summary>
/// Ends a reply half-way: Kestrel closes the connection without the end of the body once the handler throws,
/// and what was sent still arrives (an abort would throw that away too).
/// </summary>
internal sealed class ReplyCutException : Exception
{
    public ReplyCutException()
        : base("The reply was cut midway, as told.")
    {
    }
}
