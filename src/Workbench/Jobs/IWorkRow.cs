namespace Workbench.Jobs;

/// <summary>What a row needs to be its own place in a durable queue.</summary>
public interface IWorkRow
{
    Guid Id { get; }
    WorkState State { get; set; }

    /// <summary>Calls begun, the current one included.</summary>
    int Attempts { get; set; }

    /// <summary>The instance that works on it, while claimed.</summary>
    string? LeaseOwner { get; set; }

    /// <summary>When another instance may take it over.</summary>
    DateTime? LeaseUntil { get; set; }

    /// <summary>Not before this time: a back-off that survives a restart.</summary>
    DateTime? NotBefore { get; set; }

    /// <summary>What went wrong, in words for the researcher.</summary>
    string? Error { get; set; }

    DateTime? FinishedAt { get; set; }
}
