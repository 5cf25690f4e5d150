namespace Workbench.Features.Personas.Import;

/// <summary>Reads personas from one format of files. Pure: nothing is written. Implementations are found by a scan.</summary>
public interface IPersonaReader
{
    /// <summary>Name on the command line and in the interface, lower case; never changes.</summary>
    string Format { get; }

    /// <summary>Name on screens.</summary>
    string Name { get; }

    /// <summary>What such a file looks like, in one sentence.</summary>
    string Summary { get; }

    /// <summary>Whether a file with this name and this first line looks like one of ours.</summary>
    bool Recognizes(string fileName, string firstLine);

    PersonaFile Read(string text);
}
