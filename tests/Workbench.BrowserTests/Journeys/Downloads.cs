using System.Text.Json;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Journeys;

/// <summary>Files that a researcher takes along from a study's data page.</summary>
internal static class Downloads
{
    /// <summary>Clicks the link of a format on the data page and reads the file.</summary>
    public static async Task<string[]> DownloadAsync(this PageSession session, string format)
    {
        var download = await session.Page.RunAndWaitForDownloadAsync(() => session.Page.Locator($"a[href$='/export/{format}']").ClickAsync());
        return await File.ReadAllLinesAsync(await download.PathAsync());
    }

    public static async Task<List<JsonElement>> DownloadJsonAsync(this PageSession session, string format) =>
        [.. (await session.DownloadAsync(format)).Select(line => JsonElement.Parse(line))];

    public static string? Text(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
