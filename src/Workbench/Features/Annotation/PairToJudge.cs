using Workbench.Methods.Personas;

namespace Workbench.Features.Annotation;

/// <summary>A blinded comparison, or one blinded answer, ready to be shown. Of this only the assignment's id and the texts may reach a browser.</summary>
public sealed record PairToJudge
{
    public required Guid AssignmentId { get; init; }

    /// <summary>The wave that it belongs to; the screen asks the questions of that wave.</summary>
    public int Wave { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Null where the perspective is impersonal.</summary>
    public Persona? Persona { get; init; }

    public required string Left { get; init; }
    /// <summary>Null where one answer is rated by itself.</summary>
    public required string? Right { get; init; }

    /// <summary>What the annotator had entered before, as the browser's JSON.</summary>
    public string? Draft { get; init; }
}
