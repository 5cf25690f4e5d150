using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Workbench.Testing.Surroundings;

namespace Workbench.Testing.Programs;

/// <summary>
/// The real, built program as a child process over a data folder of its own. It can be killed hard and started again
/// on the same folder and the same address, as after a power cut.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _client = new();
    private readonly ProgramOptions _options;
    private Process? _process;
    private int _port;

    private ProgramProcess(ProgramOptions options) => _options = options;

    public static string BuiltProgram { get; } =
        RepositoryRoot.Combine("src", "Workbench", "bin", RepositoryRoot.Configuration, "net10.0", "Workbench.dll");

    public string DataFolder => _options.DataFolder ?? _folder.Combine("data");

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    /// <summary>Everything the program wrote, over all its starts.</summary>
    public string Output => string.Join('\n', _output);

    public bool IsRunning => _process is { HasExited: false };

    public int Id => _process?.Id ?? throw new InvalidOperationException("The program was not started.");

    public static Task<ProgramProcess> StartAsync(CancellationToken cancellationToken) => StartAsync(new ProgramOptions(), cancellationToken);

    /// <summary>Starts the program and waits until it says that it is ready.</summary>
    public static async Task<ProgramProcess> StartAsync(ProgramOptions options, CancellationToken cancellationToken)
    {
        var program = new ProgramProcess(options);
        try
        {
            // A free port can be taken by somebody else before the program binds it: then the next one.
            for (var attempt = 1; ; attempt++)
            {
                program._port = FreePort.Next();
                try
                {
                    await program.StartAgainAsync(cancellationToken);
                    return program;
                }
                catch (InvalidOperationException) when (attempt < 3 && program.Output.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
                {
                    program._output.Clear();
                }
            }
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one verb of the program to its end, on the given data folder.</summary>
    public static async Task<CommandResult> RunVerbAsync(
        ProgramOptions options, IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        return await Command.RunAsync(Describe(options, options.DataFolder ?? folder.Combine("data"), arguments), input, cancellationToken);
    }

    /// <summary>Ends the process at once, with all it started, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }
    }

    /// <summary>Asks the process to end (SIGTERM) and waits for it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is { HasExited: false } running)
        {
            await Command.RunAsync("kill", ["-TERM", running.Id.ToString(CultureInfo.InvariantCulture)], cancellationToken);
            await running.WaitForExitAsync(cancellationToken);
        }
    }

    /// <summary>Starts the program (again) on the same data folder and address, and waits until it is ready.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("The program is running already.");
        }

        _process?.Dispose();
        var start = Describe(_options, DataFolder, _options.Arguments);
        start.Environment["ASPNETCORE_URLS"] = Address.AbsoluteUri;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private static ProcessStartInfo Describe(ProgramOptions options, string dataFolder, IEnumerable<string> arguments)
    {
        if (!File.Exists(options.Program))
        {
            throw new FileNotFoundException($"{options.Program} is not built.", options.Program);
        }

        var start = new ProcessStartInfo("dotnet", [options.Program, .. arguments])
        {
            // Somewhere else on purpose: the program must find its files from any folder.
            WorkingDirectory = options.WorkingDirectory ?? Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["Workbench__Data"] = dataFolder;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A program that lives for seconds pays for the profile of its code, and never earns by it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Settings of the machine must not reach the program under test.</summary>
    private static bool IsSetting(string name) =>
        name.StartsWith("Workbench__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.StartsWith("OPENAI_", StringComparison.Ordinal)
        || name is "DOTNET_ENVIRONMENT" or "URLS";

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartDeadline);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var last = "no answer yet";
        try
        {
            while (await poll.WaitForNextTickAsync(deadline.Token))
            {
                if (_process!.HasExited)
                {
                    await _process.WaitForExitAsync(deadline.Token);
                    throw new InvalidOperationException($"The program ended with code {_process.ExitCode} before it was ready.\n{Output}");
                }

                try
                {
                    using var answer = await _client.GetAsync(new Uri(Address, "health/ready"), deadline.Token);
                    if (answer.IsSuccessStatusCode)
                    {
                        return;
                    }

                    last = $"/health/ready answered {(int)answer.StatusCode}";
                }
                catch (HttpRequestException exception)
                {
                    last = exception.Message;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The program was not ready after {StartDeadline.TotalSeconds} s ({last}).\n{Output}");
        }
    }
}
