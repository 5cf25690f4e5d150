namespace Workbench.Methods.Personalization;

/// <summary>One message of a model's context.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The text.</param>
public sealed record PromptMessage(string Role, string Content);
