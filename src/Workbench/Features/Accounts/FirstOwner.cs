using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Once the server listens: where nobody could be the owner, says the address that makes one.</summary>
internal sealed class FirstOwner(AccountLinks links, AccessOptions access, IServer server, ILogger<FirstOwner> log) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (access.HasLocalOwner(server))
        {
            if (!await links.LacksOwnerAsync(cancellationToken))
                log.LogInformation("Requests from this machine are the owner's without signing in, because the server listens to this machine only. Behind a proxy, set Workbench:LocalOwner to false.");
            return;
        }
        if (!await links.LacksOwnerAsync(cancellationToken))
            return;
        var token = await links.NewSetupAsync(cancellationToken);
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        log.LogWarning("This Workbench has no owner yet. Open this address once, within a day, to become the owner: {Address}/setup?token={Token}", address.TrimEnd('/'), token);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
