namespace Workbench.Testing.Surroundings;

internal static class Executables
{
    /// <summary>The first of these names that stands in a folder of PATH.</summary>
    public static string? Find(params IEnumerable<string> names) => names
        .SelectMany(_ => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), (name, folder) => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
