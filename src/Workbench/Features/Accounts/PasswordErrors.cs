using Microsoft.AspNetCore.Identity;

namespace Workbench.Features.Accounts;

/// <summary>Identity's complaints in the program's words.</summary>
internal sealed class PasswordErrors : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Of(nameof(PasswordTooShort), $"A password needs at least {length} characters.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Of(nameof(PasswordRequiresUniqueChars), $"A password needs at least {uniqueChars} different characters.");

    public override IdentityError InvalidEmail(string? email) => Of(nameof(InvalidEmail), "This is no e-mail address.");

    public override IdentityError DuplicateEmail(string email) => Of(nameof(DuplicateEmail), "An account has this e-mail address already.");

    public override IdentityError DuplicateUserName(string userName) => Of(nameof(DuplicateUserName), "An account has this e-mail address already.");

    private static IdentityError Of(string code, string description) => new() { Code = code, Description = description };
}
