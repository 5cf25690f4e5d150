namespace Workbench.Commands;

/// <summary>A file that a verb writes beside its report: never one of its inputs, and under its own name only once it is whole.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _option, _path;

    private OutputFile(string option, string path)
    {
        (_option, _path) = (option, path);
        Stream = Try(() => new FileStream(Partial, FileMode.Create, FileAccess.Write));
    }

    public Stream Stream { get; }

    private string Partial => _path + ".partial";

    /// <summary>Refuses a path that is read too: opening it would empty the input.</summary>
    public static void Check(string option, string? path, params IEnumerable<string> inputs)
    {
        if (path is null)
            return;
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (inputs.Any(input => input != "-" && string.Equals(Path.GetFullPath(input), Path.GetFullPath(path), comparison)))
            throw new CommandFailedException($"{option} {path}: that is the input; name another file");
        if (Directory.Exists(path))
            throw new CommandFailedException($"{option} {path}: that is a folder; name a file");
    }

    public static OutputFile? Open(string option, string? path) => path is null ? null : new OutputFile(option, path);

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        Stream.Dispose();
        Try(() =>
        {
            File.Move(Partial, _path, overwrite: true);
            return true;
        });
    }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(Partial);
    }

    private T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{_option} {_path}: {e.Message}");
        }
    }
}
