using System.Diagnostics;
using System.Globalization;
using Workbench.Testing.Programs;

namespace Workbench.Testing.Surroundings;

/// <summary>A PostgreSQL server of the tests' own, with Debian's programs, on a free port and in a temporary folder.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "wb";
    private const string Password = "wb-test";
    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private PostgresServer(string programs, string folder, int port) => (_programs, _folder, _port) = (programs, folder, port);

    /// <summary>The folder of initdb and pg_ctl, of the newest version installed; null without one.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>Starts a server; skips the running test when PostgreSQL is not installed, fails it in CI.</summary>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        var programs = Requirement.Need(Programs, "PostgreSQL is not installed (Debian: apt-get install postgresql).");
        var server = new PostgresServer(programs, Directory.CreateTempSubdirectory("workbench-pg-").FullName, FreePort.Next());
        try
        {
            await server.CreateClusterAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a new empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await RunAsync("createdb", ["-h", "127.0.0.1", "-p", Port, "-U", User, name], cancellationToken);
        return $"Host=127.0.0.1;Port={Port};Database={name};Username={User};Password={Password};Include Error Detail=true";
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (File.Exists(Path.Combine(_folder, "data", "postmaster.pid")))
            {
                await RunAsync("pg_ctl", ["-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop"], CancellationToken.None);
            }
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private async Task CreateClusterAsync(CancellationToken cancellationToken)
    {
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password, cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root: everything of it belongs to Debian's postgres user.
            var owned = await Command.RunAsync("chown", ["-R", "postgres:", _folder], cancellationToken);
            Check("chown", owned);
        }

        var data = Path.Combine(_folder, "data");
        await RunAsync("initdb",
            ["-D", data, "-U", User, $"--pwfile={passwordFile}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken);
        await RunAsync("pg_ctl",
            ["-D", data, "-w", "-l", Path.Combine(_folder, "log"),
             "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off -c synchronous_commit=off", "start"],
            cancellationToken);
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_programs, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = _folder;
        start.Environment["PGPASSWORD"] = Password;
        Check(program, await Command.RunAsync(start, "", cancellationToken));
    }

    private static void Check(string program, CommandResult result)
    {
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {result}");
        }
    }

    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        return Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            : null;
    }
}
