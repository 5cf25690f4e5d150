using Workbench.Features.Datasets;

namespace Workbench.Features.Personas.Import;

/// <summary>Reads personas from one format of files. Pure: nothing is written. Implementations are found by a scan.</summary>
public interface IPersonaReader : IDatasetReader
{
    /// <summary>Name on screens.</summary>
    string Label { get; }

    /// <summary>Whether a file with this name and this first line looks like one of ours.</summary>
    bool Recognizes(string fileName, string firstLine);

    PersonaFile Read(string text);
}
