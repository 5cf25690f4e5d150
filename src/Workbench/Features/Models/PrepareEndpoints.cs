using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Shared;

namespace Workbench.Features.Models;

/// <summary>The recorded model is there from the first start; the endpoints of the settings are as the settings say, by name.</summary>
public sealed class PrepareEndpoints(Database database, EndpointKeys keys, IConfiguration configuration, TimeProvider time) : IStartupStep
{
    /// <exception cref="InvalidOperationException">Entries of the settings must be mended; the message names them all.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var configured = configuration.GetSection(ConfiguredEndpoint.Section).Get<ConfiguredEndpoint[]>() ?? [];
        var problems = configured.SelectMany((entry, number) => entry.ToDraft().Problems().Select(p => $"{ConfiguredEndpoint.Section}:{number}:{p.Key}: {p.Value}"))
            .Concat(configured.GroupBy(e => e.Name.Trim(), StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"{ConfiguredEndpoint.Section}: two entries are named '{g.Key}'."))
            .ToList();
        if (problems.Count > 0)
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        // Before the transaction: the first key makes the key ring, which writes to the database by itself.
        var protectedKeys = await ProtectAsync(configured, ct);
        await database.WriteAsync(async db =>
        {
            var rows = await db.Set<ModelEndpoint>().Where(e => e.ConfigurationKey != null || e.Id == RecordedEndpoint.Id).ToListAsync(ct);
            if (rows.All(r => r.Id != RecordedEndpoint.Id))
                db.Add(Recorded());
            foreach (var entry in configured)
                Apply(db, rows, entry, protectedKeys[entry.Name.Trim()]);
            foreach (var gone in rows.Where(r => r.ConfigurationKey is { } key && configured.All(e => e.Name.Trim() != key)))
                gone.DeletedAt ??= Now;
        }, ct);
    }

    private void Apply(WorkbenchDb db, List<ModelEndpoint> rows, ConfiguredEndpoint entry, string? protectedKey)
    {
        var name = entry.Name.Trim();
        var row = rows.Find(r => r.ConfigurationKey == name);
        if (row is null)
            db.Add(row = new ModelEndpoint { Id = Guid.NewGuid(), Name = name, Kind = EndpointKind.OpenAiCompatible, ConfigurationKey = name, CreatedAt = Now });
        entry.ToDraft().ApplyTo(row);
        (row.DeletedAt, row.ProtectedKey) = (null, protectedKey);
    }

    // A key that is stored already keeps its text: protecting again would write another one at each start.
    private async Task<Dictionary<string, string?>> ProtectAsync(ConfiguredEndpoint[] configured, CancellationToken ct)
    {
        var stored = await database.ReadAsync(db => db.Set<ModelEndpoint>().Where(e => e.ConfigurationKey != null && e.ProtectedKey != null)
            .ToDictionaryAsync(e => e.ConfigurationKey!, e => e.ProtectedKey!, ct), ct);
        return configured.ToDictionary(entry => entry.Name.Trim(), entry =>
            string.IsNullOrWhiteSpace(entry.Key) ? null
            : stored.GetValueOrDefault(entry.Name.Trim()) is { } known && Reveal(known) == entry.Key.Trim() ? known
            : keys.Protect(entry.Key.Trim()), StringComparer.Ordinal);
    }

    private string? Reveal(string protectedKey)
    {
        try
        {
            return keys.Reveal(protectedKey);
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private ModelEndpoint Recorded() => new()
    {
        Id = RecordedEndpoint.Id,
        Name = RecordedEndpoint.Name,
        Kind = EndpointKind.Recorded,
        Address = ModelRequest.RecordedAddress,
        Model = RecordedEndpoint.Model,
        CreatedAt = Now,
    };

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
