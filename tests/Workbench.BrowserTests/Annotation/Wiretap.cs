using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace Workbench.BrowserTests.Annotation;

/// <summary>Everything that reaches a page: answers to requests, socket frames, and the markup as it stands.</summary>
internal sealed class Wiretap
{
    private readonly ConcurrentQueue<byte[]> _seen = new();
    private readonly ConcurrentQueue<Task> _reading = new();

    public Wiretap(IPage page)
    {
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _seen.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        page.Response += (_, response) => _reading.Enqueue(ReadAsync(response));
    }

    public int Bytes => _seen.Sum(chunk => chunk.Length);

    public async Task LookAsync(IPage page) => _seen.Enqueue(Encoding.UTF8.GetBytes(await page.ContentAsync()));

    public Task CompleteAsync() => Task.WhenAll(_reading);

    public bool Contains(string text) => Contains(Encoding.UTF8.GetBytes(text));

    public bool Contains(byte[] bytes) => _seen.Any(chunk => chunk.AsSpan().IndexOf(bytes) >= 0);

    private async Task ReadAsync(IResponse response)
    {
        // Scripts and styles are the same for everybody and every study.
        if (response.Url.EndsWith(".js", StringComparison.Ordinal) || response.Url.EndsWith(".css", StringComparison.Ordinal) || response.Status is 101 or 204)
            return;
        try
        {
            _seen.Enqueue(await response.BodyAsync());
        }
        catch (PlaywrightException)
        {
            // A body that the browser did not keep, such as a redirect's.
        }
        _seen.Enqueue(Encoding.UTF8.GetBytes(response.Url + string.Join('\n', response.Headers.Select(h => $"{h.Key}: {h.Value}"))));
    }
}
