namespace Workbench.Features.Accounts;

/// <summary>The fields of every form that sets a password; a page uses those it needs.</summary>
public sealed class PasswordForm
{
    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Current { get; set; }

    public string? Password { get; set; }

    public string? Again { get; set; }

    /// <summary>What can be said before anything is looked up.</summary>
    public IReadOnlyList<string> Problems() => Password switch
    {
        null or "" => ["A password is needed."],
        _ when Password != Again => ["The two passwords are not the same."],
        _ => [],
    };
}
