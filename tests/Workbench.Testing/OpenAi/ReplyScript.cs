namespace Workbench.Testing.OpenAi;

/// <summary>Decides which reply a request gets: first the queue, then the newest rule that fits, then the default.</summary>
internal sealed class ReplyScript
{
    private readonly Lock _lock = new();
    private readonly Queue<TestReply> _queue = new();
    private readonly List<Rule> _rules = [];
    private Func<RecordedRequest, TestReply> _otherwise = _ => TestReply.Derived;

    public void Enqueue(IEnumerable<TestReply> replies)
    {
        lock (_lock)
        {
            foreach (var reply in replies)
            {
                _queue.Enqueue(reply);
            }
        }
    }

    public void Add(Func<RecordedRequest, bool> fits, Func<RecordedRequest, TestReply> reply, int times)
    {
        lock (_lock)
        {
            _rules.Add(new Rule(fits, reply) { Left = times });
        }
    }

    public void Otherwise(Func<RecordedRequest, TestReply> reply)
    {
        lock (_lock)
        {
            _otherwise = reply;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _queue.Clear();
            _rules.Clear();
            _otherwise = _ => TestReply.Derived;
        }
    }

    public TestReply Next(RecordedRequest request)
    {
        lock (_lock)
        {
            if (_queue.TryDequeue(out var queued))
            {
                return queued;
            }

            for (var i = _rules.Count - 1; i >= 0; i--)
            {
                var rule = _rules[i];
                if (rule.Left > 0 && rule.Fits(request))
                {
                    rule.Left--;
                    return rule.Reply(request);
                }
            }

            return _otherwise(request);
        }
    }

    private sealed record Rule(Func<RecordedRequest, bool> Fits, Func<RecordedRequest, TestReply> Reply)
    {
        public int Left { get; set; }
    }
}
