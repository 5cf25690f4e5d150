using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace Workbench.BrowserTests.Annotation;

/// <summary>Everything that reaches a page: answers to requests, socket frames, and the markup as it stands.</summary>
internal sealed class Wiretap
{
    private readonly ConcurrentQueue<byte[]> _seen = new();
    private readonly ConcurrentQueue<byte[]> _frames = new();
    private readonly ConcurrentQueue<string> _unread = new();
    private readonly ConcurrentQueue<Task> _reading = new();

    public Wiretap(IPage page)
    {
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _frames.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        page.Response += (_, response) => _reading.Enqueue(ReadAsync(response));
    }

    /// <summary>Bytes that came through sockets, as every pair does.</summary>
    public int FrameBytes => _frames.Sum(chunk => chunk.Length);

    /// <summary>Addresses of answers whose body could not be heard, though they had one.</summary>
    public IReadOnlyCollection<string> Unread => _unread;

    public async Task LookAsync(IPage page) => _seen.Enqueue(Encoding.UTF8.GetBytes(await page.ContentAsync()));

    public Task CompleteAsync() => Task.WhenAll(_reading);

    public bool Contains(string text) => Contains(Encoding.UTF8.GetBytes(text));

    public bool Contains(byte[] bytes) => _seen.Concat(_frames).Any(chunk => chunk.AsSpan().IndexOf(bytes) >= 0);

    /// <summary>Whether it came through a socket, whatever the markup showed.</summary>
    public bool FramesContain(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _frames.Any(chunk => chunk.AsSpan().IndexOf(bytes) >= 0);
    }

    private async Task ReadAsync(IResponse response)
    {
        // Scripts and styles are the same for everybody and every study.
        if (response.Url.EndsWith(".js", StringComparison.Ordinal) || response.Url.EndsWith(".css", StringComparison.Ordinal) || response.Status is 101 or 204)
            return;
        try
        {
            _seen.Enqueue(await response.BodyAsync());
        }
        catch (PlaywrightException) when (response.Status is >= 300 and < 400)
        {
            // A redirect's body, which no browser keeps.
        }
        catch (PlaywrightException)
        {
            _unread.Enqueue(response.Url);
        }
        _seen.Enqueue(Encoding.UTF8.GetBytes(response.Url + string.Join('\n', response.Headers.Select(h => $"{h.Key}: {h.Value}"))));
    }
}
