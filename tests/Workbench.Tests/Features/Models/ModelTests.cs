using Microsoft.EntityFrameworkCore;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Methods.Personalization;
using Workbench.Testing.OpenAi;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Models;

/// <summary>Base of tests that ask a model: a test server, the program's services, an endpoint row.</summary>
public abstract class ModelTests : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected OpenAiTestServer Server { get; private set; } = null!;

    protected TestWorkbench Workbench { get; private set; } = null!;

    protected Guid Endpoint { get; private set; }

    protected ModelClient Client => Workbench.Get<ModelClient>();

    /// <summary>The clock; the system's unless a test class brings its own.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    public virtual async ValueTask InitializeAsync()
    {
        Server = await OpenAiTestServer.StartAsync(Cancel);
        Workbench = await TestWorkbench.StartAsync(Cancel, Time);
        Endpoint = await AddEndpointAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Workbench.DisposeAsync();
        await Server.DisposeAsync();
    }

    protected async Task<Guid> AddEndpointAsync(Action<ModelEndpoint>? change = null, string? key = null)
    {
        var row = new ModelEndpoint
        {
            Id = Guid.NewGuid(),
            Name = "Test",
            Kind = EndpointKind.OpenAiCompatible,
            Address = Server.Address.AbsoluteUri,
            Model = "test-model",
            ProtectedKey = key is null ? null : Workbench.Get<EndpointKeys>().Protect(key),
            CreatedAt = DateTime.UnixEpoch,
        };
        change?.Invoke(row);
        await Workbench.Database.WriteAsync(db => Task.FromResult(db.Add(row)), Cancel);
        return row.Id;
    }

    protected Task ChangeEndpointAsync(Action<ModelEndpoint> change) => Workbench.Database.WriteAsync(
        async db => change(await db.Set<ModelEndpoint>().SingleAsync(e => e.Id == Endpoint, Cancel)), Cancel);

    protected ModelRequest Request(string prompt = "Tea or coffee?", int sample = 0, Decoding? decoding = null, string model = "test-model") => new()
    {
        Address = Server.Address.AbsoluteUri,
        Model = model,
        Messages = [new PromptMessage("system", "You are Ada."), new PromptMessage("user", prompt)],
        Decoding = decoding ?? new Decoding(),
        Sample = sample,
    };
}
