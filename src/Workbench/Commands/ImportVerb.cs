using System.CommandLine;
using System.IO.Compression;
using System.Text;
using Workbench.Features.Personas;
using Workbench.Features.Personas.Import;
using Workbench.Shared.Access;

namespace Workbench.Commands;

/// <summary><c>import FILE [--format NAME]</c>: personas into the library, all of the file or nothing.</summary>
public sealed class ImportVerb : IWorkbenchVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = "The file (also .gz); - is standard input." };
    private readonly Option<string?> _format = new("--format") { Description = $"One of {string.Join(", ", PersonaReaders.All.Select(r => r.Name))}; found out where not given." };
    private readonly Option<string?> _data = new("--data") { Description = "Folder of the database; Workbench__Data where not given." };

    public Command Build(TextWriter output, TextWriter error)
    {
        var command = new Command("import", "Personas into the library: all of the file, or nothing.") { _file, _format, _data };
        command.SetAction(async (parsed, ct) =>
        {
            var name = parsed.GetValue(_file)!;
            var text = await ReadAsync(name, ct);
            var file = ReaderOf(parsed.GetValue(_format), name, text).Read(text);
            if (file.Problems.Count > 0)
            {
                var more = file.Problems.Count > 1 ? $" (and {file.Problems.Count - 1} more; nothing was imported)" : " (nothing was imported)";
                throw new CommandFailedException(file.Problems.MinBy(p => p.Line)!.In(name) + more);
            }
            await using var services = await CommandDatabase.OpenAsync(parsed.GetValue(_data), ct);
            var ids = await services.GetRequiredService<PersonaStore>().ImportAsync(Actor.Program, [.. file.Personas.Select(p => p.Persona)], Path.GetFileName(name), ct);
            await error.WriteLineAsync($"{ids.Count} personas imported from {name}".AsMemory(), ct);
            return 0;
        });
        return command;
    }

    private static IPersonaReader ReaderOf(string? format, string name, string text)
    {
        var known = string.Join(", ", PersonaReaders.All.Select(r => r.Name));
        return format is null
            ? PersonaReaders.Guess(name, text) ?? throw new CommandFailedException($"{name}: it looks like none of {known}; name one with --format")
            : PersonaReaders.Find(format) ?? throw new CommandFailedException($"--format: '{format}' cannot be imported; there are {known}");
    }

    private static async Task<string> ReadAsync(string name, CancellationToken ct)
    {
        await using var raw = name == "-" ? Console.OpenStandardInput() : File.OpenRead(name);
        await using var stream = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return await reader.ReadToEndAsync(ct);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandFailedException($"{name}: not UTF-8 text");
        }
    }
}
