namespace Workbench.Features.Datasets;

/// <summary>A dataset format by name. Found by a scan; <c>workbench formats</c> lists all of them.</summary>
public interface IDatasetFormat
{
    /// <summary>Stable name on the command line, e.g. <c>judgments-jsonl</c>.</summary>
    string Name { get; }

    /// <summary>One sentence: what the format is.</summary>
    string Sentence { get; }
}
