namespace Workbench.Shared.Layout;

/// <summary>
/// The time that a component is on somebody's screen. Its token is cancelled when they leave and can be asked for
/// afterwards as well: a page that is left while it loads ends quietly, instead of breaking the page that follows.
/// </summary>
public sealed class WhileOpen : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public WhileOpen() => Token = _source.Token;

    public CancellationToken Token { get; }

    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }
}
