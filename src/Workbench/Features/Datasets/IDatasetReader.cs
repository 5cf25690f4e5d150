namespace Workbench.Features.Datasets;

/// <summary>A format that can be read. What it yields is said by the interface that a reader implements, e.g. <see cref="IJudgmentReader"/>.</summary>
public interface IDatasetReader : IDatasetFormat;
