using System.Text;
using Microsoft.Extensions.Time.Testing;
using Workbench.Features.Personas;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Library;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Personas;

public sealed class PersonaStoreTests : IAsyncLifetime
{
    private static readonly Actor Researcher = new("researcher", "A researcher", ActorRole.Researcher);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private TestWorkbench _data = null!;
    private PersonaStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _data = await TestWorkbench.StartAsync(_cancel, _time);
        _store = _data.Get<PersonaStore>();
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [InlineData(ActorRole.None)]
    [InlineData(ActorRole.Annotator)]
    public async Task EveryMethod_ByAnOutsider_IsRefused(ActorRole role)
    {
        var outsider = new Actor("x", "X", role);
        var kept = await AddAsync(Ada);
        Func<Task>[] calls =
        [
            () => _store.ListAsync(outsider, new(), 1, _cancel),
            () => _store.AllAsync(outsider, _cancel),
            () => _store.CountAsync(outsider, new(), _cancel),
            () => _store.FindAsync(outsider, kept.Id, _cancel),
            () => _store.GetAsync(outsider, [kept.Id], _cancel),
            () => _store.AddAsync(outsider, Ada, _cancel),
            () => _store.SaveAsync(outsider, kept.Id, 1, Ada with { Name = "Bo" }, _cancel),
            () => _store.DeleteAsync(outsider, kept.Id, _cancel),
            () => _store.RestoreAsync(outsider, kept.Id, _cancel),
            () => _store.ImportAsync(outsider, [Ada], "a.jsonl", _cancel),
            () => _store.SeedAsync(outsider, new Dictionary<string, Persona> { ["ada"] = Ada }, _cancel),
            () => _store.ExportAsync(outsider, new(), Stream.Null, _cancel),
        ];

        Assert.Equal(typeof(PersonaStore).GetMethods().Where(m => m.DeclaringType == typeof(PersonaStore)).Select(m => m.Name).Distinct().Count(), calls.Length);
        foreach (var call in calls)
            await Assert.ThrowsAsync<AccessDeniedException>(call);
        Assert.Equal(kept, await FindAsync(kept.Id), PersonaRecords.Same);
        Assert.Equal(1, await _store.CountAsync(Researcher, new(), _cancel));
    }

    [Fact]
    public async Task Save_ChangedContent_RaisesTheVersion()
    {
        var kept = await AddAsync(Ada);
        _time.Advance(TimeSpan.FromHours(1));

        var saved = Saved(await _store.SaveAsync(Researcher, kept.Id, 1, Ada with { Name = "Ada Nwosu" }, _cancel));

        Assert.Equal((2, "Ada Nwosu"), (saved.Version, saved.Name));
        Assert.Equal(kept.CreatedAt, saved.CreatedAt);
        Assert.Equal(kept.CreatedAt.AddHours(1), saved.UpdatedAt);
        Assert.Equal(saved, await FindAsync(kept.Id), PersonaRecords.Same);
    }

    [Fact]
    public async Task Save_SameContent_KeepsTheVersion()
    {
        var kept = await AddAsync(Ada);
        _time.Advance(TimeSpan.FromHours(1));

        var saved = Saved(await _store.SaveAsync(Researcher, kept.Id, 1, Ada with { Name = " Ada " }, _cancel));

        Assert.Equal(kept, saved, PersonaRecords.Same);
    }

    [Fact]
    public async Task Save_OverANewerVersion_ChangesNothingAndShowsTheNewer()
    {
        var kept = await AddAsync(Ada);
        var theirs = Saved(await _store.SaveAsync(Researcher, kept.Id, 1, Ada with { Name = "Theirs" }, _cancel));

        var outcome = await _store.SaveAsync(Researcher, kept.Id, 1, Ada with { Name = "Mine" }, _cancel);

        Assert.Equal(theirs, Assert.IsType<SaveOutcome<PersonaRecord>.Overtaken>(outcome).Newer, PersonaRecords.Same);
        Assert.Equal("Theirs", (await FindAsync(kept.Id))!.Name);
    }

    [Fact]
    public async Task Save_WithProblems_NamesEachFieldAndKeepsNothing()
    {
        var problems = Assert.IsType<SaveOutcome<PersonaRecord>.Refused>(await _store.AddAsync(Researcher, new Persona
        {
            Name = " ",
            Items =
            [
                new() { Field = "age", Text = "forty" },
                new() { Field = "preferences", Text = "Short." },
                new() { Field = "preferences", Text = new string('x', PersonaSchema.Get("preferences").MaxLength + 1) },
            ],
        }, _cancel)).Problems;

        Assert.Equal([("name", null), ("age", 0), ("preferences", 1)], problems.Select(p => (p.Field, p.Entry)));
        Assert.Equal(0, await _store.CountAsync(Researcher, new(), _cancel));
    }

    [Fact]
    public async Task Delete_ThenRestore_BringsItBackUnchanged()
    {
        var kept = await AddAsync(Ada);

        Assert.True(await _store.DeleteAsync(Researcher, kept.Id, _cancel));
        Assert.Empty(await _store.AllAsync(Researcher, _cancel));
        Assert.Empty(await _store.GetAsync(Researcher, [kept.Id], _cancel));
        Assert.Equal(kept.Id, Assert.Single((await _store.ListAsync(Researcher, new() { Deleted = true }, 1, _cancel)).Rows).Id);
        Assert.IsType<SaveOutcome<PersonaRecord>.Gone>(await _store.SaveAsync(Researcher, kept.Id, 1, Ada with { Name = "Late" }, _cancel));
        Assert.False(await _store.DeleteAsync(Researcher, kept.Id, _cancel));

        Assert.True(await _store.RestoreAsync(Researcher, kept.Id, _cancel));
        Assert.Equal(kept, Assert.Single(await _store.AllAsync(Researcher, _cancel)), PersonaRecords.Same);
    }

    [Theory]
    [InlineData("wiSnicz", "Halina")]
    [InlineData("BELL founder", "Halina")]
    [InlineData("المطر", "Huda")]
    [InlineData("noodles", "Tetsuo")]
    [InlineData("100%", "Tetsuo")]
    [InlineData("bell rain", null)]
    public async Task List_BySearch_IgnoresCaseAndAccentsAndLooksIntoTexts(string text, string? expected)
    {
        await AddAsync(Persona("Halina", ("place", "Nowy Wiśnicz"), ("occupation", "Bell founder")));
        await AddAsync(Persona("Huda", ("documents", "رائحة المَطَر على الحجر")));
        await AddAsync(Persona("Tetsuo", ("preferences", "Never \"noodles\" again, 100% sure.")));

        var page = await _store.ListAsync(Researcher, new() { Text = text }, 1, _cancel);

        Assert.Equal(expected is null ? [] : [expected], page.Rows.Select(r => r.Name));
        Assert.Equal(page.Rows.Count, page.Total);
    }

    [Fact]
    public async Task List_FilteredAndPaged_OrdersByName()
    {
        await _store.ImportAsync(Researcher, [.. Enumerable.Range(0, PersonaStore.PageSize + 3).Reverse().Select(i => Persona($"p{i:000}"))], "many.jsonl", _cancel);
        await _store.SeedAsync(Actor.Program, new Dictionary<string, Persona> { ["s"] = Persona("Élodie", ("documents", "A text.")) }, _cancel);

        var second = await _store.ListAsync(Researcher, new() { Origin = Origin.Own }, 2, _cancel);
        Assert.Equal(["p050", "p051", "p052"], second.Rows.Select(r => r.Name));
        Assert.Equal(PersonaStore.PageSize + 3, second.Total);
        Assert.Equal("many.jsonl", second.Rows[0].Source);
        var sample = Assert.Single((await _store.ListAsync(Researcher, new() { Origin = Origin.Sample }, 1, _cancel)).Rows);
        Assert.True(sample.IsSample);
        Assert.Equal(["Élodie"], (await _store.ListAsync(Researcher, new() { WithDocuments = true }, 1, _cancel)).Rows.Select(r => r.Name));
        Assert.Equal("Élodie", (await _store.AllAsync(Researcher, _cancel))[0].Name);
    }

    [Fact]
    public async Task Import_WithOneBad_WritesNothing()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => _store.ImportAsync(Researcher, [Ada, Persona("Bo", ("age", "x"))], "two.jsonl", _cancel));

        Assert.Contains("Bo: age: 'x'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _store.CountAsync(Researcher, new(), _cancel));
    }

    [Fact]
    public async Task Seed_Again_LeavesWhatAUserChangedOrDeleted()
    {
        var sample = new Dictionary<string, Persona> { ["ada"] = Ada, ["bo"] = Persona("Bo") };
        Assert.Equal(2, await _store.SeedAsync(Actor.Program, sample, _cancel));
        var all = await _store.AllAsync(Researcher, _cancel);
        await _store.DeleteAsync(Researcher, all[1].Id, _cancel);
        await _store.SaveAsync(Researcher, all[0].Id, 1, Persona("Changed"), _cancel);

        Assert.Equal(0, await _store.SeedAsync(Actor.Program, sample, _cancel));
        Assert.Equal(["Changed"], (await _store.AllAsync(Researcher, _cancel)).Select(p => p.Name));
    }

    [Fact]
    public async Task Export_WhatMatches_ReadsBackTheSame()
    {
        var kept = await AddAsync(Ada);
        await AddAsync(Persona("Zoë", ("languages", "العربية 😀")));
        using var file = new MemoryStream();

        Assert.Equal(2, await _store.ExportAsync(Researcher, new(), file, _cancel));

        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n');
        Assert.Equal(["Ada", "Zoë", ""], lines.Select(l => l.Length == 0 ? "" : PersonaJson.Read(l).Name));
        Assert.Equal(PersonaJson.Write(kept.Persona), lines[0]);
    }

    [Fact]
    public async Task Write_Announces_TheLibrary()
    {
        var told = 0;
        using var subscription = _data.Get<ChangeFeed>().Subscribe(ChangeFeed.Library, TimeSpan.FromMilliseconds(1), () =>
        {
            told++;
            return Task.CompletedTask;
        });
        var kept = await AddAsync(Ada);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.DeleteAsync(Researcher, kept.Id, _cancel);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, told);
    }

    private static Persona Ada { get; } = Persona("Ada", ("age", "36"), ("style_note", "Plain words."), ("documents", "On engines."));

    private static Persona Persona(string name, params (string Field, string Text)[] items) =>
        new() { Name = name, Items = [.. items.Select(i => new PersonaItem { Field = i.Field, Text = i.Text })] };

    private async Task<PersonaRecord> AddAsync(Persona persona) => Saved(await _store.AddAsync(Researcher, persona, _cancel));

    private Task<PersonaRecord?> FindAsync(Guid id) => _store.FindAsync(Researcher, id, _cancel);

    private static PersonaRecord Saved(SaveOutcome<PersonaRecord> outcome) => Assert.IsType<SaveOutcome<PersonaRecord>.Saved>(outcome).Value;
}
