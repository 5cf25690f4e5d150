namespace Workbench.Testing.Surroundings;

/// <summary>The folder that holds Workbench.sln, found upward from the running tests.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The configuration the tests were built in (Debug or Release), as the output folder says.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Split(System.IO.Path.DirectorySeparatorChar).Contains("Release") ? "Release" : "Debug";

    public static string Combine(params IEnumerable<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Workbench.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {from} holds Workbench.sln.");
    }
}
