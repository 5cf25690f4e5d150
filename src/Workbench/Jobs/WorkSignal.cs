namespace Workbench.Jobs;

/// <summary>Wakes the background work early; without a pulse it looks by itself after a while.</summary>
public sealed class WorkSignal(TimeProvider time)
{
    private TaskCompletionSource _pulse = New();

    public void Pulse() => Volatile.Read(ref _pulse).TrySetResult();

    /// <summary>Returns at the first pulse since the last return, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(Volatile.Read(ref _pulse).Task, Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _pulse).Task.IsCompleted)
            Volatile.Write(ref _pulse, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
