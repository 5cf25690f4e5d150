using System.Diagnostics;

namespace Workbench.Benchmarks.Mutation;

/// <summary>Calls out once after some seconds of processor time of this process, whatever else the machine does; ends the process where that does not help.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Timer _timer;
    private readonly TimeSpan _end;
    private readonly Action _bark;

    private Watchdog(double seconds, Action bark)
    {
        (_end, _bark) = (Process.GetCurrentProcess().TotalProcessorTime + TimeSpan.FromSeconds(seconds), bark);
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public bool Barked { get; private set; }

    public static Watchdog After(double seconds, Action bark) => new(seconds, bark);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var used = Process.GetCurrentProcess().TotalProcessorTime;
        if (used < _end)
            return;
        Barked = true;
        _bark();
        if (used > _end + TimeSpan.FromSeconds(10))
            Environment.Exit(3);
    }
}
