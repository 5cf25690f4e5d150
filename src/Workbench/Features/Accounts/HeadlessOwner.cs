using Workbench.Data;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts;

/// <summary>Makes the owner of <c>Workbench:Owner:Email</c> and <c>Workbench:Owner:Password</c> where there is none of that address; a later start changes nothing.</summary>
internal sealed class HeadlessOwner(IConfiguration configuration, Database database, AccountUsers users, AccountLinks links, ILogger<HeadlessOwner> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        var email = configuration["Workbench:Owner:Email"];
        var password = configuration["Workbench:Owner:Password"];
        if (string.IsNullOrWhiteSpace(email) && string.IsNullOrWhiteSpace(password))
            return;
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrWhiteSpace(password))
            throw new SettingException("Workbench:Owner:Email and Workbench:Owner:Password make the first owner together; one of them is empty.");
        var (known, outcome) = await database.WriteAsync(async db =>
            await users.FindAsync(db, email, ct) is { } account ? (account, null) : ((Account?)null, (PasswordOutcome?)await links.AddAsync(db, email, "", ActorRole.Owner, password, ct)), ct);
        if (outcome is { Actor: null })
            throw new SettingException($"The owner of Workbench:Owner:Email and Workbench:Owner:Password was not made. {string.Join(' ', outcome.Problems)}");
        if (known is { Role: not ActorRole.Owner } or { DisabledAt: not null })
            log.LogWarning("{Email} of Workbench:Owner:Email is no owner: {What}. Nothing was changed", email.Trim(),
                known.DisabledAt is not null ? "the account is disabled" : $"the account is {(known.Role == ActorRole.Researcher ? "a researcher" : "an annotator")}'s");
        if (outcome is not null)
            log.LogInformation("Made the owner {Email}", email.Trim());
    }
}
