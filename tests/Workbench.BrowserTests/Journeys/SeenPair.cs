namespace Workbench.BrowserTests.Journeys;

/// <summary>A comparison as an annotator sees it.</summary>
internal sealed record SeenPair(string Persona, string Prompt, string Left, string Right);
