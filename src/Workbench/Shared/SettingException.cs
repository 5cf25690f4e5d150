namespace Workbench.Shared;

/// <summary>A setting keeps the program from starting; the message is one line that names it.</summary>
public sealed class SettingException(string message) : Exception(message);
