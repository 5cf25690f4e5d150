using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Shared.Judging;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Data;

/// <summary>A database that an earlier version wrote is brought up to date with everything in it.</summary>
public sealed class UpgradeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_JudgedStudyOfTheFirstVersion_KeepsItsRows()
    {
        using var folder = new TemporaryFolder();
        await using var db = new SqliteWorkbenchDb(
            new DbContextOptionsBuilder<SqliteWorkbenchDb>().UseSqlite($"Data Source={folder.Combine("old.db")};Pooling=False").Options);
        await db.GetService<IMigrator>().MigrateAsync("Initial", Cancel);
        await db.Database.OpenConnectionAsync(Cancel);
        var old = new OldRows((SqliteConnection)db.Database.GetDbConnection());
        var study = await old.AddAsync("studies", new() { ["State"] = "Generated", ["Design"] = """{"seed":7,"annotation":{"ratersPerComparison":2,"perspective":"role_play"}}""" }, Cancel);
        var persona = await old.AddAsync("study_personas", new() { ["StudyId"] = study }, Cancel);
        var prompt = await old.AddAsync("study_prompts", new() { ["StudyId"] = study }, Cancel);
        var condition = await old.AddAsync("conditions", new() { ["StudyId"] = study, ["Design"] = """{"name":"plain","technique":"none","model":"m"}""" }, Cancel);
        var cell = new Dictionary<string, object> { ["StudyId"] = study, ["StudyPersonaId"] = persona, ["StudyPromptId"] = prompt };
        var first = await old.AddAsync("outputs", new(cell) { ["ConditionId"] = condition, ["Sample"] = 0, ["State"] = "Done" }, Cancel);
        var second = await old.AddAsync("outputs", new(cell) { ["ConditionId"] = condition, ["Sample"] = 1, ["State"] = "Done" }, Cancel);
        var comparison = await old.AddAsync("comparisons", new(cell)
        {
            ["FirstOutputId"] = first,
            ["SecondOutputId"] = second,
            ["FirstConditionId"] = condition,
            ["SecondConditionId"] = condition,
        }, Cancel);
        var rater = await old.AddAsync("raters", new() { ["StudyId"] = study, ["Kind"] = "Human", ["ActorId"] = "a", ["Pseudonym"] = "r-abcd" }, Cancel);
        var given = new Dictionary<string, object> { ["StudyId"] = study, ["ComparisonId"] = comparison, ["RaterId"] = rater };
        var assignment = await old.AddAsync("assignments", new(given) { ["State"] = "Judged" }, Cancel);
        await old.AddAsync("judgments", new(given) { ["AssignmentId"] = assignment, ["SubmissionId"] = Guid.NewGuid(), ["Criterion"] = "overall", ["Displayed"] = "Left", ["Resolved"] = "First", ["Perspective"] = "RolePlay" }, Cancel);
        await old.AddAsync("hidden_checks", new(cell) { ["RaterId"] = rater, ["Kind"] = "Identical", ["Expected"] = "Tie", ["Left"] = "x", ["Right"] = "x" }, Cancel);

        await db.Database.MigrateAsync(Cancel);

        var judgment = Assert.Single(await db.Set<StoredJudgment>().ToListAsync(Cancel));
        Assert.Equal((Choice.Left, ResolvedChoice.First, (int?)null), (judgment.Displayed, judgment.Resolved, judgment.Value));
        Assert.Equal((Guid?)second, Assert.Single(await db.Set<Comparison>().ToListAsync(Cancel)).SecondOutputId);
        var kept = Assert.Single(await db.Set<Assignment>().ToListAsync(Cancel));
        Assert.Equal((AssignmentState.Judged, 0, (double?)null), (kept.State, kept.Wave, kept.SelectionProbability));
        Assert.Equal((Guid?)persona, Assert.Single(await db.Set<HiddenCheck>().ToListAsync(Cancel)).StudyPersonaId);
        var design = (await db.Set<Workbench.Features.Studies.Study>().SingleAsync(Cancel)).AnnotationNow();
        Assert.Equal((2, Perspective.RolePlay), (design.RatersPerComparison, design.Perspective));
        Assert.Empty(design.Waves);
    }

    [Fact]
    public async Task Migrate_AdjudicationsWithoutAPerspective_TakeTheFirstWavesOrTheStudys()
    {
        using var folder = new TemporaryFolder();
        await using var db = new SqliteWorkbenchDb(
            new DbContextOptionsBuilder<SqliteWorkbenchDb>().UseSqlite($"Data Source={folder.Combine("old.db")};Pooling=False;Foreign Keys=False").Options);
        await db.GetService<IMigrator>().MigrateAsync("JudgingFlow", Cancel);
        await db.Database.OpenConnectionAsync(Cancel);
        var old = new OldRows((SqliteConnection)db.Database.GetDbConnection());
        foreach (var (reason, annotation) in new[]
        {
            ("study", """{"perspective":"role_play"}"""), ("nothing said", "{}"),
            ("wave", """{"perspective":"role_play","waves":[{"name":"one","perspective":"impersonal"},{"name":"two","perspective":"self"}]}"""),
            ("wave like the study", """{"perspective":"self","waves":[{"name":"one"}]}"""),
        })
        {
            var study = await old.AddAsync("studies", new() { ["State"] = "Generated", ["Design"] = $$"""{"seed":7,"annotation":{{annotation}}}""" }, Cancel);
            await old.AddAsync("adjudications", new() { ["StudyId"] = study, ["ComparisonId"] = Guid.NewGuid(), ["Criterion"] = "overall", ["Reason"] = reason }, Cancel);
        }

        await db.Database.MigrateAsync(Cancel);

        Assert.Equal(
            [("nothing said", Perspective.ThirdParty), ("study", Perspective.RolePlay), ("wave", Perspective.Impersonal), ("wave like the study", Perspective.Self)],
            (await db.Set<Adjudication>().ToListAsync(Cancel)).Select(a => (a.Reason, a.Perspective)).OrderBy(a => a.Reason, StringComparer.Ordinal));
    }

    /// <summary>Writes rows as a version without these entities did: named columns as given, all other required ones blank.</summary>
    private sealed class OldRows(SqliteConnection connection)
    {
        public async Task<Guid> AddAsync(string table, Dictionary<string, object> values, CancellationToken ct)
        {
            var id = Guid.NewGuid();
            foreach (var (column, type) in await RequiredAsync(table, ct))
                values.TryAdd(column, column == "Id" ? id : type switch { "INTEGER" => 0, "REAL" => 0.0, _ => column.EndsWith("At", StringComparison.Ordinal) ? "2026-03-02 09:00:00" : "" });
            await using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", values.Keys.Select(k => $"\"{k}\""))}) VALUES ({string.Join(", ", values.Keys.Select((_, i) => $"@p{i}"))})";
            foreach (var (value, i) in values.Values.Select((v, i) => (v, i)))
                command.Parameters.AddWithValue($"@p{i}", value);
            await command.ExecuteNonQueryAsync(ct);
            return id;
        }

        private async Task<List<(string Column, string Type)>> RequiredAsync(string table, CancellationToken ct)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT name, type FROM pragma_table_info(@table) WHERE \"notnull\" = 1";
            command.Parameters.AddWithValue("@table", table);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var columns = new List<(string, string)>();
            while (await reader.ReadAsync(ct))
                columns.Add((reader.GetString(0), reader.GetString(1)));
            return columns;
        }
    }
}
