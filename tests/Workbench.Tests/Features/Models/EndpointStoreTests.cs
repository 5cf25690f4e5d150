using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Jobs;
using Workbench.Shared.Access;
using Workbench.Tests.Features.Generation;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Models;

public sealed class EndpointStoreTests : ModelTests
{
    private const string Secret = "sk-never-to-be-seen-4711";

    private EndpointStore Store => Workbench.Get<EndpointStore>();

    [Fact]
    public async Task SaveAsync_AKey_IsSentToTheServerAndSeenNowhereElse()
    {
        Server.RequiredKey = Secret;
        var id = await Store.SaveAsync(Actor.LocalOwner, null, Draft() with { Key = $" {Secret} " }, Cancel);

        var check = await Store.TestAsync(Actor.LocalOwner, id, Draft(), Cancel);
        var reply = await Workbench.Get<ModelClient>().AskAsync(id, Request(), Cancel);
        Server.RequiredKey = "another";
        var refused = await Store.TestAsync(Actor.LocalOwner, id, Draft(), Cancel);

        Assert.True(check.Works, check.Message);
        Assert.Contains("Tea", reply.Text, StringComparison.Ordinal);
        var view = await Store.GetAsync(Actor.LocalOwner, id, Cancel);
        Assert.True(view.HasKey);
        var seen = JsonSerializer.Serialize(new { view, check, refused, reply }) + view + check + refused + reply + (Draft() with { Key = Secret })
            + string.Join('\n', Workbench.Log);
        Assert.DoesNotContain(Secret, seen, StringComparison.Ordinal);
        var file = await File.ReadAllBytesAsync(Path.Combine(Workbench.Folder, "data", "workbench.db"), Cancel);
        var log = await File.ReadAllBytesAsync(Path.Combine(Workbench.Folder, "data", "workbench.db-wal"), Cancel);
        Assert.DoesNotContain(Secret, System.Text.Encoding.Latin1.GetString([.. file, .. log]), StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(EndpointView).GetProperties(BindingFlags.Public | BindingFlags.Instance), p => p.Name == "Key" || p.Name == "ProtectedKey");
    }

    [Fact]
    public async Task SaveAsync_WithoutAKey_KeepsTheStoredOneUnlessTheServerChanges()
    {
        var id = await Store.SaveAsync(Actor.LocalOwner, null, Draft() with { Key = Secret }, Cancel);

        await Store.SaveAsync(Actor.LocalOwner, id, Draft() with { MaxConcurrency = 9 }, Cancel);
        Assert.True((await Store.GetAsync(Actor.LocalOwner, id, Cancel)).HasKey);
        await Store.SaveAsync(Actor.LocalOwner, id, Draft() with { Address = "https://elsewhere.example/v1" }, Cancel);
        Assert.False((await Store.GetAsync(Actor.LocalOwner, id, Cancel)).HasKey);
    }

    [Fact]
    public async Task TestAsync_AnotherServerThanTheStored_DoesNotGetTheStoredKey()
    {
        var id = await Store.SaveAsync(Actor.LocalOwner, null, Draft() with { Key = Secret, Address = "https://elsewhere.example/v1" }, Cancel);

        await Store.TestAsync(Actor.LocalOwner, id, Draft(), Cancel);

        Assert.NotEmpty(Server.Requests);
        Assert.All(Server.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task SaveAsync_AddressThatPlannedOutputsWaitFor_IsRefused()
    {
        await LaunchedStudy.AddAsync(Workbench.Database, Endpoint, Server.Address.AbsoluteUri, 1, 1, Cancel);
        var draft = Draft() with { Address = "http://localhost:1/v1" };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Store.SaveAsync(Actor.LocalOwner, Endpoint, draft, Cancel));
        Assert.Contains("wait for this address", error.Message, StringComparison.Ordinal);

        await Workbench.Database.WriteAsync(db => db.Set<Output>().ExecuteUpdateAsync(set => set.SetProperty(o => o.State, WorkState.Cancelled), Cancel), Cancel);
        await Store.SaveAsync(Actor.LocalOwner, Endpoint, draft, Cancel);
    }

    [Fact]
    public async Task DeleteAsync_ThenRestore_BringsItBackWithItsKey()
    {
        var id = await Store.SaveAsync(Actor.LocalOwner, null, Draft() with { Key = Secret }, Cancel);

        await Store.DeleteAsync(Actor.LocalOwner, id, Cancel);
        Assert.DoesNotContain(await Store.ListAsync(Actor.LocalOwner, Cancel), e => e.Id == id);
        await Store.RestoreAsync(Actor.LocalOwner, id, Cancel);

        Assert.True((await Store.GetAsync(Actor.LocalOwner, id, Cancel)).HasKey);
    }

    [Theory]
    [InlineData("ftp://example.org/v1", "begins with http")]
    [InlineData("localhost:11434", "begins with http")]
    [InlineData("file:///etc/passwd", "begins with http")]
    [InlineData("http://user:secret@example.org/v1", "holds no password")]
    [InlineData("http://example.org/v1?key=1", "holds no password")]
    [InlineData(" ", "A server has an address")]
    public void Parse_WhatIsNoAddress_SaysWhy(string text, string expected) =>
        Assert.Contains(expected, EndpointAddress.Parse(text).Problem!, StringComparison.Ordinal);

    [Theory]
    [InlineData(" http://localhost:11434/v1/ ", "http://localhost:11434/v1")]
    [InlineData("https://api.example.org/v1/chat/completions", "https://api.example.org/v1")]
    public void Parse_AsPeopleWriteIt_GivesTheBase(string text, string expected) => Assert.Equal(expected, EndpointAddress.Parse(text).Address);

    [Fact]
    public async Task PrepareEndpoints_TakesTheSettingsByNameAtEveryStart()
    {
        KeyValuePair<string, string?>[] settings =
        [
            new("Workbench:Endpoints:0:Name", "House server"), new("Workbench:Endpoints:0:Address", "http://models.example/v1/"),
            new("Workbench:Endpoints:0:Key", Secret), new("Workbench:Endpoints:0:Model", "m"), new("Workbench:Endpoints:0:MaxConcurrency", "7"),
        ];
        await using var configured = await TestWorkbench.StartAsync(Cancel, settings: settings, folder: Workbench.Folder);
        await configured.RunStepAsync<PrepareEndpoints>(Cancel);
        var first = Assert.Single(await Store.ListAsync(Actor.LocalOwner, Cancel), e => e.IsConfigured);
        var text = await ProtectedAsync(first.Id);
        await configured.RunStepAsync<PrepareEndpoints>(Cancel);

        Assert.Equal(("House server", "http://models.example/v1", "m", 7, true), (first.Name, first.Address, first.Model, first.MaxConcurrency, first.HasKey));
        Assert.Equal(text, await ProtectedAsync(first.Id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.DeleteAsync(Actor.LocalOwner, first.Id, Cancel));

        await Workbench.RunStepAsync<PrepareEndpoints>(Cancel);
        Assert.DoesNotContain(await Store.ListAsync(Actor.LocalOwner, Cancel), e => e.IsConfigured);
        Assert.Contains(await Store.ListAsync(Actor.LocalOwner, Cancel), e => e.Id == RecordedEndpoint.Id && e.Kind == EndpointKind.Recorded);
    }

    [Fact]
    public async Task PrepareEndpoints_WrongSettings_NamesThemAll()
    {
        await using var configured = await TestWorkbench.StartAsync(Cancel, settings:
            [new("Workbench:Endpoints:0:Name", "A"), new("Workbench:Endpoints:0:Address", "nowhere"), new("Workbench:Endpoints:1:Address", "http://x/v1")]);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => configured.RunStepAsync<PrepareEndpoints>(Cancel));

        Assert.Contains("Workbench:Endpoints:0:Address: An address begins with", error.Message, StringComparison.Ordinal);
        Assert.Contains("Workbench:Endpoints:1:Name: Give it a name", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ActorRole.None)]
    [InlineData(ActorRole.Annotator)]
    public async Task EveryMethod_WhoIsNoResearcher_IsDenied(ActorRole role)
    {
        var actor = new Actor("x", "x", role);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.ListAsync(actor, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.GetAsync(actor, Endpoint, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.SaveAsync(actor, null, Draft(), Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.TestAsync(actor, null, Draft(), Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.DeleteAsync(actor, Endpoint, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.RestoreAsync(actor, Endpoint, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Store.DiscoverAsync(actor, Cancel));
        Assert.Empty(Server.Requests);
    }

    private Task<string?> ProtectedAsync(Guid id) =>
        Workbench.Database.ReadAsync(db => db.Set<ModelEndpoint>().Where(e => e.Id == id).Select(e => e.ProtectedKey).SingleAsync(Cancel), Cancel);

    private EndpointDraft Draft() => new() { Name = "Mine", Address = Server.Address.AbsoluteUri, Model = "test-model" };
}
