namespace Workbench.Shared;

/// <summary>Thrown by a store when what was asked for is not there (any more).</summary>
public sealed class MissingException(string message) : Exception(message);
