namespace Workbench.Testing.Surroundings;

/// <summary>A new empty folder that goes away with its owner.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workbench-test-").FullName;

    public string Combine(params IEnumerable<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public async Task<string> WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        var path = Combine(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already: what was wanted.
        }
        catch (IOException)
        {
            // A process that was just killed may still be writing; the system clears its temporary folder anyway.
        }
    }
}
