namespace Workbench.Features.Models;

/// <summary>
/// The limits of one endpoint: calls at once, and requests and tokens in any 60 seconds (a sliding window). Waiting
/// callers go in the order in which they came. A server that asks for a pause gets it from all callers.
/// </summary>
internal sealed class EndpointLimiter(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly LinkedList<Entry> _window = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _underWay;
    private EndpointLimits _limits = new(1, null, null);
    private DateTimeOffset _pausedUntil;

    public void Apply(EndpointLimits limits)
    {
        lock (_lock)
        {
            _limits = limits;
            Admit();
        }
    }

    /// <summary>No new call before then.</summary>
    public void PauseUntil(DateTimeOffset until)
    {
        lock (_lock)
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
    }

    public bool IsPaused => time.GetUtcNow() < _pausedUntil;

    /// <summary>Waits for a place. Dispose the permit when the call is over; tell it what the call really took.</summary>
    public async Task<Permit> EnterAsync(int tokens, CancellationToken ct)
    {
        await EnterConcurrencyAsync(ct);
        try
        {
            await _turn.WaitAsync(ct);
            try
            {
                while (true)
                {
                    TimeSpan wait;
                    lock (_lock)
                    {
                        wait = UntilFree(tokens);
                        if (wait <= TimeSpan.Zero)
                            return new Permit(this, _window.AddLast(new Entry(time.GetUtcNow(), tokens)));
                    }
                    await Task.Delay(wait, time, ct);
                }
            }
            finally
            {
                _turn.Release();
            }
        }
        catch
        {
            Leave();
            throw;
        }
    }

    public void Dispose() => _turn.Dispose();

    private TimeSpan UntilFree(int tokens)
    {
        var now = time.GetUtcNow();
        while (_window.First is { } oldest && now - oldest.Value.At >= Window)
            _window.RemoveFirst();
        var free = _pausedUntil;
        if (_limits.RequestsPerMinute is { } requests && _window.Count >= requests)
            free = Later(free, _window.ElementAt(_window.Count - requests).At + Window);
        if (_limits.TokensPerMinute is { } limit)
        {
            // A request larger than the whole limit goes alone, or it would never go.
            var used = _window.Sum(e => (long)e.Tokens);
            foreach (var entry in _window.TakeWhile(_ => used + tokens > limit))
            {
                used -= entry.Tokens;
                free = Later(free, entry.At + Window);
            }
        }
        return free - now;
    }

    private async Task EnterConcurrencyAsync(CancellationToken ct)
    {
        TaskCompletionSource place;
        lock (_lock)
        {
            if (_underWay < _limits.Concurrency && _waiting.Count == 0)
            {
                _underWay++;
                return;
            }
            place = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(place);
        }
        await using var cancelled = ct.Register(() => place.TrySetCanceled(ct));
        await place.Task;
    }

    private void Leave()
    {
        lock (_lock)
        {
            _underWay--;
            Admit();
        }
    }

    private void Admit()
    {
        while (_underWay < _limits.Concurrency && _waiting.TryDequeue(out var next))
            if (next.TrySetResult())
                _underWay++;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    internal sealed class Permit(EndpointLimiter limiter, LinkedListNode<Entry> entry) : IDisposable
    {
        private bool _left;

        /// <summary>Corrects the estimate by the server's own count.</summary>
        public void Used(int tokens)
        {
            lock (limiter._lock)
                entry.Value = entry.Value with { Tokens = tokens };
        }

        public void Dispose()
        {
            if (_left)
                return;
            _left = true;
            limiter.Leave();
        }
    }

    internal readonly record struct Entry(DateTimeOffset At, int Tokens);
}
