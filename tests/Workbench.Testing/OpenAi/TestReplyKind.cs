namespace Workbench.Testing.OpenAi;

/// <summary>The ways in which the test server can answer one request.</summary>
public enum TestReplyKind
{
    Answer,
    Error,
    Hang,
    MalformedJson,
    NoChoices,
    CutMidway,
}
