using System.Net;
using System.Text.RegularExpressions;

namespace Workbench.Tests.Testing;

/// <summary>A browser reduced to what forms need: it keeps cookies, follows no redirect, and fills in the form of a page.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer _cookies = new();

    public Visitor(Uri address) => Http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = address };

    public HttpClient Http { get; }

    public IReadOnlyCollection<Cookie> Cookies => _cookies.GetAllCookies();

    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await Http.SendAsync(request, ct);
    }

    /// <summary>Opens the page and sends its first form whose markup contains the marker, with the given fields filled in.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string marker, IReadOnlyDictionary<string, string> fields, CancellationToken ct)
    {
        using var page = await GetAsync(path, ct);
        var html = await page.Content.ReadAsStringAsync(ct);
        var form = Forms().Matches(html).Select(m => m.Value).FirstOrDefault(f => f.Contains(marker, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{path} answered {(int)page.StatusCode} and has no form with '{marker}'.\n{html}");
        var values = Inputs().Matches(form).Select(m => m.Value)
            .Where(i => Attribute(i, "type") == "hidden" && Attribute(i, "name") is not null)
            .ToDictionary(i => Attribute(i, "name")!, i => Attribute(i, "value") ?? "");
        foreach (var (name, value) in fields)
            values[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, Attribute(form, "action") ?? path) { Content = new FormUrlEncodedContent(values) };
        request.Headers.Accept.ParseAdd("text/html");
        return await Http.SendAsync(request, ct);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, CancellationToken ct, string path = "/account/signin") =>
        SubmitAsync(path, "Form.Email", new Dictionary<string, string> { ["Form.Email"] = email, ["Form.Password"] = password }, ct);

    public void Dispose() => Http.Dispose();

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag[..(tag.IndexOf('>', StringComparison.Ordinal) + 1)], $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();
}
