using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Workbench.Tests.Testing;

/// <summary>Keeps every line that was logged, whatever its level.</summary>
internal sealed class KeepingLogs(ConcurrentQueue<string> lines) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Keeping(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Keeping(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
