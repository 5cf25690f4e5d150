using Microsoft.AspNetCore.Components;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Layout;

namespace Workbench.Features.Models;

/// <summary>Adds a server of models, or changes one.</summary>
public sealed partial class EndpointPage
{
    private const int MaxChoices = 12;

    private readonly WhileOpen _here = new();
    private EndpointView? _stored;
    private EndpointDraft? _draft;
    private EndpointCheck? _check;
    private IReadOnlyDictionary<string, string> _problems = new Dictionary<string, string>();
    private string? _problem;
    private bool _testing;

    [Parameter] public Guid? Id { get; set; }

    /// <summary>Proposed for a new one, by the offer of a local server.</summary>
    [SupplyParameterFromQuery] public string? Name { get; set; }

    [SupplyParameterFromQuery] public string? Address { get; set; }

    [CascadingParameter] public required Actor Actor { get; set; }

    private string Heading => Id is null ? "Add a server" : _stored?.Name ?? "A server";

    private IReadOnlyList<string> Models => _check?.Models ?? [];

    private bool KeepsKey => _stored is { HasKey: true } stored && _draft is { ForgetsKey: false } draft && EndpointAddress.SharesKey(stored.Address, draft.Address);

    private string KeyHint => _stored?.HasKey == true && !KeepsKey && _draft?.ForgetsKey == false
        ? "The stored key belongs to the old address and will not be sent to this one. Enter it again if it is right here too."
        : "Stored protected, sent to this server only, never shown again.";

    protected override async Task OnInitializedAsync()
    {
        if (Id is not { } id)
        {
            Access.RequireResearcher(Actor);
            _draft = new EndpointDraft { Name = Name ?? "", Address = Address ?? "" };
            return;
        }
        _stored = await Endpoints.GetAsync(Actor, id, _here.Token);
        _draft = EndpointDraft.Of(_stored);
    }

    private void Set(EndpointDraft draft)
    {
        _draft = draft;
        if (_problems.Count > 0)
            _problems = draft.Problems();
        _problem = null;
    }

    private string? Problem(string field) => _problems.GetValueOrDefault(field);

    private async Task TestAsync()
    {
        (_check, _testing) = (null, true);
        try
        {
            _check = await Endpoints.TestAsync(Actor, Id, _draft! with { Name = _draft.Name.Trim().Length == 0 ? "unnamed" : _draft.Name }, _here.Token);
        }
        finally
        {
            _testing = false;
        }
    }

    private async Task SaveAsync()
    {
        _problems = _draft!.Problems();
        if (_problems.Count > 0)
        {
            _problem = "Something above needs mending first.";
            return;
        }
        try
        {
            await Endpoints.SaveAsync(Actor, Id, _draft, _here.Token);
            Navigation.NavigateTo("/models");
        }
        catch (Exception error) when (error is InvalidOperationException or MissingException)
        {
            _problem = error.InWords();
        }
    }

    public void Dispose()
    {
        _here.Dispose();
    }
}
