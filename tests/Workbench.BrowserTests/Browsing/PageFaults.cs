using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workbench.BrowserTests.Browsing;

/// <summary>Collects what goes wrong in a page without anybody seeing it: console errors, script errors, failed requests.</summary>
public sealed class PageFaults
{
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly ConcurrentBag<Regex> _allowed = [];

    public PageFaults(IPage page)
    {
        page.Console += (_, message) => Add(message.Type == "error", $"console: {message.Text} ({message.Location})");
        page.PageError += (_, error) => Add(true, $"script: {error}");
        page.RequestFailed += (_, request) => Add(
            // A navigation away, and a download, abort what was under way: no fault.
            request.Failure is not (null or "net::ERR_ABORTED"), $"request: {request.Method} {request.Url} {request.Failure}");
        page.Response += (_, response) => Add(response.Status >= 400, $"response: {response.Status} {response.Request.Method} {response.Url}");
    }

    /// <summary>All faults that no test has allowed.</summary>
    public IReadOnlyList<string> Unexpected => [.. _seen.Where(fault => !_allowed.Any(pattern => pattern.IsMatch(fault)))];

    /// <summary>A test that provokes a fault says which.</summary>
    public void Allow(string pattern) => _allowed.Add(new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase));

    private void Add(bool isFault, string fault)
    {
        if (isFault)
        {
            _seen.Enqueue(fault);
        }
    }
}
