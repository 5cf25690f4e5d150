using System.Globalization;

namespace Workbench.Jobs;

/// <summary>This run of the program among all that may share a database: machine, process and a part that no other run has.</summary>
public sealed record Instance(string Machine, int ProcessId, string Run)
{
    // Lease owners are kept in 80 characters, a claim's number included.
    private const int MaxMachineLength = 40;

    public static Instance Current { get; } = new(
        Environment.MachineName.Replace('/', '-') is { Length: > MaxMachineLength } name ? name[..MaxMachineLength] : Environment.MachineName.Replace('/', '-'),
        Environment.ProcessId, Guid.NewGuid().ToString("N")[..8]);

    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{ProcessId}/{Run}");

    /// <summary>Machine and process of a lease's owner, or null where it was written by something else.</summary>
    public static (string Machine, int ProcessId)? Parse(string owner) =>
        owner.Split('/') is [var machine, var process, _, ..] && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (machine, id)
            : null;
}
