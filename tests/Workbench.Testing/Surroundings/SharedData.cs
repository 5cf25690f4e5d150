using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Workbench.Testing.Surroundings;

/// <summary>
/// The team's real data sets in shared/data beside the checkout (or beside the main checkout, for a worktree).
/// They are no part of the repository: a test that reads them skips without them, in CI too.
/// </summary>
public static class SharedData
{
    public static string? Folder { get; } = Find();

    /// <summary>The path of a file or folder in shared/data; skips the running test when it is not there.</summary>
    public static string Require(params IEnumerable<string> parts)
    {
        if (TryFind(out var path, parts))
        {
            return path;
        }

        Assert.Skip($"shared/data/{string.Join('/', parts)} is not beside this checkout.");
        return "";
    }

    public static bool TryFind([NotNullWhen(true)] out string? path, params IEnumerable<string> parts)
    {
        path = Folder is null ? null : Path.Combine([Folder, .. parts]);
        return Path.Exists(path);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(RepositoryRoot.Path).Parent; folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
