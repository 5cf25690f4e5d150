namespace Workbench.Shared.Access;

/// <summary>Thrown by a store when the actor may not do what it was asked to do.</summary>
public sealed class AccessDeniedException(string message) : Exception(message);
