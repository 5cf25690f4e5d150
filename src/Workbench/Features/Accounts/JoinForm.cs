namespace Workbench.Features.Accounts;

public sealed class JoinForm
{
    public string? Name { get; set; }

    public string? Code { get; set; }
}
