namespace Workbench.Shared;

/// <summary>The folder that holds wwwroot, seed-data and appsettings.json: beside the published program, or the repository's root.</summary>
public sealed record ContentRoot(string Path)
{
    public string SeedData => System.IO.Path.Combine(Path, "seed-data");

    public string Manual => System.IO.Path.Combine(Path, "wwwroot", "docs");

    public static string Find(string[] args)
    {
        // The test host and an operator may name it; otherwise it follows from where the program stands.
        var named = args.FirstOrDefault(a => a.StartsWith("--contentRoot=", StringComparison.OrdinalIgnoreCase));
        if (named is not null && Directory.Exists(System.IO.Path.Combine(named["--contentRoot=".Length..], "wwwroot")))
            return named["--contentRoot=".Length..];
        if (Directory.Exists(System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot")))
            return AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Workbench.sln")))
                return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
