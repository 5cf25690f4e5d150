namespace Workbench.Features.Datasets;

/// <summary>
/// One format that a study leaves the program in. An implementation is one sealed class in this folder with a
/// parameterless constructor; <see cref="DatasetFormats"/> finds it. The same study and options give the same bytes, in
/// whatever order its rows were stored.
/// </summary>
public interface IDatasetWriter : IDatasetFormat
{
    /// <summary>Name of the file within an export.</summary>
    string FileName { get; }

    string MediaType { get; }

    /// <summary>What one row is, in the plural.</summary>
    string RowName { get; }

    /// <summary>The fields of a row, in order; they become the table of the card.</summary>
    IReadOnlyList<DatasetField> Fields { get; }

    /// <summary>The types of the fields for a reader that wants them beforehand, or null where it should look for itself.</summary>
    IReadOnlyList<DatasetField>? SchemaFor(ExportOptions options) => Fields.All(field => field.Type is not null) ? Fields : null;

    /// <summary>Writes the whole file and says what it holds and what it leaves out.</summary>
    Task<DatasetCounts> WriteAsync(StudySource source, ExportOptions options, Stream stream, CancellationToken ct);
}

/// <param name="Type">As in a Hugging Face card (<c>string</c>, <c>int64</c>, <c>float64</c>, <c>bool</c>), or null for something nested.</param>
public sealed record DatasetField(string Name, string? Type, string Meaning);

/// <param name="Rows">Rows written.</param>
/// <param name="LeftOut">What is not in the file, and why; reasons without cases are not listed.</param>
public sealed record DatasetCounts(int Rows, IReadOnlyList<LeftOut> LeftOut);

public sealed record LeftOut(string Reason, int Count);
