namespace Workbench.Shared.Library;

/// <summary>Whether something of the library came with the program.</summary>
public enum Origin
{
    Any,
    Own,
    Sample,
}
