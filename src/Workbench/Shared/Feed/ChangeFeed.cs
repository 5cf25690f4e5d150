using System.Collections.Concurrent;

namespace Workbench.Shared.Feed;

/// <summary>
/// Tells open pages that something changed. Announcing costs nothing and never blocks: subscribers hear of a topic
/// at most once per their interval, the last change always included. Whoever takes long to look is told more seldom, so
/// that a page of costly numbers never keeps the machine from its work.
/// </summary>
public sealed class ChangeFeed(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Subscription>> _topics = new(StringComparer.Ordinal);

    public static string Study(Guid id) => $"study/{id:N}";

    /// <summary>Notes to the annotators of a study, who need not hear of each other's judgments.</summary>
    public static string Notes(Guid id) => $"study/{id:N}/notes";

    public static string Library => "library";

    public static string Models => "models";

    /// <summary>A subscriber is left alone for so many times as long as it took to look.</summary>
    private const int Rest = 10;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    public void Announce(string topic)
    {
        if (_topics.TryGetValue(topic, out var subscriptions))
            foreach (var subscription in subscriptions.Values)
                subscription.Touch();
    }

    /// <summary>Calls back after a change, at most once per <paramref name="interval"/> and ten times as long as the last call took, until disposed. The callback runs on a pool thread.</summary>
    public IDisposable Subscribe(string topic, TimeSpan interval, Func<Task> changed)
    {
        var id = Guid.NewGuid();
        var subscriptions = _topics.GetOrAdd(topic, _ => new());
        var subscription = new Subscription(time, interval, changed, () => subscriptions.TryRemove(id, out _));
        subscriptions[id] = subscription;
        return subscription;
    }

    private sealed class Subscription : IDisposable
    {
        private readonly ITimer _timer;
        private readonly TimeProvider _time;
        private readonly TimeSpan _interval;
        private readonly Func<Task> _changed;
        private readonly Action _removed;
        private readonly Lock _lock = new();
        private DateTimeOffset _restsUntil;
        private bool _pending;
        private bool _running;
        private bool _disposed;

        public Subscription(TimeProvider time, TimeSpan interval, Func<Task> changed, Action removed)
        {
            (_time, _interval, _changed, _removed) = (time, interval, changed, removed);
            _timer = time.CreateTimer(_ => _ = RunAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Touch()
        {
            lock (_lock)
            {
                if (_disposed || _pending)
                    return;
                _pending = true;
                if (!_running)
                    _timer.Change(Delay(), Timeout.InfiniteTimeSpan);
            }
        }

        private async Task RunAsync()
        {
            lock (_lock)
            {
                if (_disposed)
                    return;
                (_pending, _running) = (false, true);
            }
            var began = _time.GetTimestamp();
            try
            {
                await _changed();
            }
            catch (Exception error) when (error is ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
                // The page behind the callback is gone; its subscription follows.
            }
            finally
            {
                lock (_lock)
                {
                    _running = false;
                    var rest = Rest * _time.GetElapsedTime(began);
                    _restsUntil = _time.GetUtcNow() + (rest < LongestRest ? rest : LongestRest);
                    if (_pending && !_disposed)
                        _timer.Change(Delay(), Timeout.InfiniteTimeSpan);
                }
            }
        }

        private TimeSpan Delay() => _restsUntil - _time.GetUtcNow() is var rest && rest > _interval ? rest : _interval;

        public void Dispose()
        {
            lock (_lock)
                _disposed = true;
            _removed();
            _timer.Dispose();
        }
    }
}
