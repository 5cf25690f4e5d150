using Workbench.Features.Personas;
using Workbench.Features.Prompts;
using Workbench.Methods.Personas;
using Workbench.Shared.Access;
using Workbench.Shared.Library;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Prompts;

public sealed class PromptStoreTests : IAsyncLifetime
{
    private static readonly Actor Researcher = new("researcher", "A researcher", ActorRole.Researcher);
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private TestWorkbench _data = null!;
    private PromptStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _data = await TestWorkbench.StartAsync(_cancel);
        _store = _data.Get<PromptStore>();
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [InlineData(ActorRole.None)]
    [InlineData(ActorRole.Annotator)]
    public async Task EveryMethod_ByAnOutsider_IsRefused(ActorRole role)
    {
        var outsider = new Actor("x", "X", role);
        var kept = await AddAsync(Tea);
        Func<Task>[] calls =
        [
            () => _store.ListAsync(outsider, new(), 1, _cancel),
            () => _store.AllAsync(outsider, _cancel),
            () => _store.CountAsync(outsider, new(), _cancel),
            () => _store.CategoriesAsync(outsider, _cancel),
            () => _store.FindAsync(outsider, kept.Id, _cancel),
            () => _store.GetAsync(outsider, [kept.Id], _cancel),
            () => _store.AddAsync(outsider, Tea, _cancel),
            () => _store.SaveAsync(outsider, kept.Id, 1, Tea with { Text = "Water?" }, _cancel),
            () => _store.DeleteAsync(outsider, kept.Id, _cancel),
            () => _store.RestoreAsync(outsider, kept.Id, _cancel),
            () => _store.ImportAsync(outsider, [Tea], null, _cancel),
            () => _store.SeedAsync(outsider, new Dictionary<string, PromptDraft> { ["tea"] = Tea }, _cancel),
        ];

        Assert.Equal(typeof(PromptStore).GetMethods().Where(m => m.DeclaringType == typeof(PromptStore)).Select(m => m.Name).Distinct().Count(), calls.Length);
        foreach (var call in calls)
            await Assert.ThrowsAsync<AccessDeniedException>(call);
        Assert.Equal([kept], await _store.AllAsync(Researcher, _cancel));
    }

    [Fact]
    public async Task Save_Changed_RaisesTheVersionAndAnOlderEditorIsTold()
    {
        var kept = await AddAsync(Tea);
        Assert.Equal(kept, Saved(await _store.SaveAsync(Researcher, kept.Id, 1, Tea with { Text = " Tea or coffee? " }, _cancel)));

        var theirs = Saved(await _store.SaveAsync(Researcher, kept.Id, 1, Tea with { Reference = "Tea." }, _cancel));
        var mine = await _store.SaveAsync(Researcher, kept.Id, 1, Tea with { Reference = "Coffee." }, _cancel);

        Assert.Equal((2, "Tea."), (theirs.Version, theirs.Reference));
        Assert.Equal(theirs, Assert.IsType<SaveOutcome<PromptRecord>.Overtaken>(mine).Newer);
        Assert.Equal(theirs, await _store.FindAsync(Researcher, kept.Id, _cancel));
    }

    [Fact]
    public async Task Add_WithProblems_NamesTheFields()
    {
        var outcome = await _store.AddAsync(Researcher,
            new PromptDraft { Text = " ", Category = new string('c', 61), Note = new string('n', 1_001), PersonaId = Guid.NewGuid() }, _cancel);

        Assert.Equal(["text", "category", "note", "persona"], Assert.IsType<SaveOutcome<PromptRecord>.Refused>(outcome).Problems.Select(p => p.Field));
        Assert.Equal(0, await _store.CountAsync(Researcher, new(), _cancel));
    }

    [Fact]
    public async Task Add_ForOnePersona_KeepsWhoAsks()
    {
        var persona = (SaveOutcome<PersonaRecord>.Saved)await _data.Get<PersonaStore>().AddAsync(Researcher, new Persona { Name = "Ada", Items = [] }, _cancel);

        Assert.Equal(persona.Value.Id, (await AddAsync(Tea with { PersonaId = persona.Value.Id })).PersonaId);
    }

    [Fact]
    public async Task List_ByCategoryAndText_OrdersByCategoryThenAsWritten()
    {
        await _store.ImportAsync(Researcher,
            [Tea with { Text = "Which knot?", Category = "" }, Tea, Tea with { Text = "Plan a Fête" }, Tea with { Text = "A week of meals", Note = "needs the kitchen" }], "p.jsonl", _cancel);

        Assert.Equal(["Tea or coffee?", "Plan a Fête", "A week of meals", "Which knot?"], (await _store.AllAsync(Researcher, _cancel)).Select(p => p.Text));
        Assert.Equal([new PromptCategory("drinks", 3), new PromptCategory(PromptDraft.DefaultCategory, 1)], await _store.CategoriesAsync(Researcher, _cancel));
        Assert.Equal(["Which knot?"], await TextsAsync(new() { Category = PromptDraft.DefaultCategory }));
        Assert.Equal(["Plan a Fête"], await TextsAsync(new() { Text = "fete PLAN" }));
        Assert.Equal(["A week of meals"], await TextsAsync(new() { Text = "kitchen", Category = "drinks" }));
        Assert.Empty(await TextsAsync(new() { Text = "kitchen", Category = "general" }));
    }

    [Fact]
    public async Task Delete_ThenRestore_BringsItBackUnchanged()
    {
        var kept = await AddAsync(Tea);

        Assert.True(await _store.DeleteAsync(Researcher, kept.Id, _cancel));
        Assert.Empty(await _store.AllAsync(Researcher, _cancel));
        Assert.Empty(await _store.CategoriesAsync(Researcher, _cancel));
        Assert.Equal(["Tea or coffee?"], await TextsAsync(new() { Deleted = true }));
        Assert.IsType<SaveOutcome<PromptRecord>.Gone>(await _store.SaveAsync(Researcher, kept.Id, 1, Tea with { Text = "Late" }, _cancel));

        Assert.True(await _store.RestoreAsync(Researcher, kept.Id, _cancel));
        Assert.Equal([kept], await _store.AllAsync(Researcher, _cancel));
    }

    [Fact]
    public async Task Import_WithOneBad_WritesNothing()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _store.ImportAsync(Researcher, [Tea, Tea with { Text = "" }], null, _cancel));

        Assert.Equal(0, await _store.CountAsync(Researcher, new(), _cancel));
    }

    [Fact]
    public async Task Seed_Again_AddsOnlyWhatWasNeverThere()
    {
        await _store.SeedAsync(Actor.Program, new Dictionary<string, PromptDraft> { ["tea"] = Tea }, _cancel);
        await _store.DeleteAsync(Researcher, (await _store.AllAsync(Researcher, _cancel))[0].Id, _cancel);

        Assert.Equal(1, await _store.SeedAsync(Actor.Program, new Dictionary<string, PromptDraft> { ["tea"] = Tea, ["knot"] = Tea with { Text = "Which knot?" } }, _cancel));
        var sample = Assert.Single(await _store.AllAsync(Researcher, _cancel));
        Assert.Equal(("Which knot?", true), (sample.Text, sample.IsSample));
    }

    private static PromptDraft Tea { get; } = new() { Text = "Tea or coffee?", Category = "drinks" };

    private async Task<IEnumerable<string>> TextsAsync(PromptFilter filter) => (await _store.ListAsync(Researcher, filter, 1, _cancel)).Rows.Select(p => p.Text);

    private async Task<PromptRecord> AddAsync(PromptDraft draft) => Saved(await _store.AddAsync(Researcher, draft, _cancel));

    private static PromptRecord Saved(SaveOutcome<PromptRecord> outcome) => Assert.IsType<SaveOutcome<PromptRecord>.Saved>(outcome).Value;
}
