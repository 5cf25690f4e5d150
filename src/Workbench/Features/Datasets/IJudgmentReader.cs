using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>Reads judgments. One sealed class a format, with a parameterless constructor, in this namespace.</summary>
public interface IJudgmentReader : IDatasetReader
{
    /// <summary>True where the beginning of a file looks like this format; the canonical ones are asked last.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Formats that are asked first when a file's format is not named; the general ones come last.</summary>
    int Precedence => 0;

    /// <summary>True where columns can be renamed by <c>--map</c>.</summary>
    bool TakesMap => false;

    /// <summary>Reads everything into the sink; the first bad line ends it with a <see cref="JudgmentFormatException"/>.</summary>
    void Read(Stream stream, string file, FieldMap map, JudgmentSink sink);
}
