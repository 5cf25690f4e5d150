using System.Globalization;
using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;
using Workbench.Testing.Programs;

namespace Workbench.BrowserTests.Annotation;

/// <summary>
/// From the key that submits to the next pair painted, on the loopback, beside the same program without looking ahead:
/// <c>dotnet run --project tests/Workbench.BrowserTests -- judge-screen [pairs]</c>
/// </summary>
internal static class JudgeScreenSpeed
{
    private const int WarmUp = 5;

    // Painted: the frame after the change was drawn. A reader needs longer than the 400 ms in which the next pair is fetched.
    private const string Turn = """
        async () => {
            const press = key => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
            const shown = () => document.querySelector('form.judge-answers')?.dataset.assignment;
            const before = shown();
            press('a');
            await new Promise(done => setTimeout(done, 400));
            const painted = new Promise(done => new MutationObserver((_, observer) => {
                if (shown() === before) return;
                observer.disconnect();
                requestAnimationFrame(() => { const after = new MessageChannel(); after.port1.onmessage = () => done(performance.now()); after.port2.postMessage(0); });
            }).observe(document.querySelector('main.judge'), { childList: true, subtree: true }));
            const start = performance.now();
            press('Enter');
            return await painted - start;
        }
        """;

    public static async Task<int> RunAsync(int pairs, TextWriter output, CancellationToken cancellationToken)
    {
        await using var browser = new BrowserFixture();
        await using var ahead = await Desk.OpenAsync(browser, true, pairs + WarmUp, cancellationToken);
        await using var besides = await Desk.OpenAsync(browser, false, pairs + WarmUp, cancellationToken);
        // In turns, so that what else the machine does falls on both alike.
        for (var i = 0; i < pairs + WarmUp; i++)
            foreach (var desk in new[] { ahead, besides })
                await desk.TurnAsync();
        await output.WriteLineAsync(ahead.Line("next pair fetched ahead"));
        await output.WriteLineAsync(besides.Line("fetched after the key   "));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ratio of the medians {ahead.At(0.5) / besides.At(0.5):0.00}, of the 95th percentiles {ahead.At(0.95) / besides.At(0.95):0.00}"));
        return 0;
    }

    private sealed class Desk(ProgramProcess program, JudgingStudy study, PageSession session) : IAsyncDisposable
    {
        private readonly List<double> _times = [];

        public static async Task<Desk> OpenAsync(BrowserFixture browser, bool looksAhead, int pairs, CancellationToken ct)
        {
            var options = new ProgramOptions { Environment = new Dictionary<string, string> { ["Workbench__Judging__LookAhead"] = looksAhead ? "true" : "false" } };
            var program = await ProgramProcess.StartAsync(options, ct);
            var study = await JudgingStudy.CreateAsync(program, 3, (pairs + 2) / 3, ct);
            var session = await PageSession.OpenAsync(browser, program.Address, Viewport.Desktop, ColorScheme.Light, ct);
            await session.BeginAsync(study);
            return new(program, study, session);
        }

        public async Task TurnAsync() => _times.Add(await session.Page.EvaluateAsync<double>(Turn));

        public double At(double share)
        {
            var sorted = _times.Skip(WarmUp).Order().ToArray();
            return sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
        }

        public string Line(string what) => string.Create(
            CultureInfo.InvariantCulture, $"{what}: {_times.Count - WarmUp} pairs, key to painted: median {At(0.5):0.0} ms, 95th percentile {At(0.95):0.0} ms, worst {At(1):0.0} ms");

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            await study.DisposeAsync();
            await program.DisposeAsync();
        }
    }
}
