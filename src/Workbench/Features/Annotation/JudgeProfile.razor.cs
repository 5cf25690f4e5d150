using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workbench.Features.Personas;
using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Layout;

namespace Workbench.Features.Annotation;

/// <summary>The form of an annotator's own profile. What is typed stays in the browser until it is saved, and not longer.</summary>
public sealed partial class JudgeProfile
{
    private const long LargestDraft = 1024 * 1024;
    private const string Name = "you";

    private readonly WhileOpen _here = new();
    private ElementReference _element;
    private IJSObjectReference? _drafts;
    private IJSObjectReference? _attached;
    private DotNetObjectReference<JudgeProfile>? _self;
    private ProfileRequest? _request;
    private PersonaForm _form = Empty();
    private PersonaFormProblems _problems = PersonaFormProblems.None;
    private string? _problem;
    private bool _isSaving;

    [Parameter, EditorRequired] public required Guid StudyId { get; set; }

    [Parameter, EditorRequired] public required IJudgingDesk Desk { get; set; }

    /// <summary>The profile is saved, here or in another window.</summary>
    [Parameter, EditorRequired] public required EventCallback Saved { get; set; }

    [CascadingParameter] public required Actor Actor { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    // Two annotators may use one browser: the draft belongs to the rater.
    private string DraftKey => $"profile/{StudyId:N}/{_request!.Pseudonym}";

    protected override async Task OnInitializedAsync()
    {
        _request = await Desk.AskProfileAsync(Actor, StudyId, _here.Token);
        if (_request is null)
            await Saved.InvokeAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_request is null || _self is not null)
            return;
        _self = DotNetObjectReference.Create(this);
        _drafts = await Js.InvokeAsync<IJSObjectReference>("import", _here.Token, "./js/drafts.js");
        await RestoreAsync(_drafts);
        _attached = await _drafts.InvokeAsync<IJSObjectReference>("attach", _here.Token, _element, DraftKey, 1, _self);
    }

    /// <summary>Ctrl+S in the browser.</summary>
    [JSInvokable]
    public async Task SaveByKeyAsync()
    {
        await SaveAsync();
        StateHasChanged();
    }

    private async Task RestoreAsync(IJSObjectReference drafts)
    {
        if (!await drafts.InvokeAsync<bool>("has", _here.Token, DraftKey))
            return;
        try
        {
            var reference = await drafts.InvokeAsync<IJSStreamReference>("read", _here.Token, DraftKey);
            await using var stream = await reference.OpenReadStreamAsync(LargestDraft, _here.Token);
            var kept = await JsonDocument.ParseAsync(stream, cancellationToken: _here.Token);
            var fields = kept.RootElement.GetProperty("fields").Deserialize<Dictionary<string, string>>();
            _form = PersonaForm.FromDraft(fields ?? [], Empty().ToPersona());
            _form.Name = Name;
            StateHasChanged();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            // Not one of ours: there is nothing to bring back.
            await drafts.InvokeVoidAsync("drop", _here.Token, DraftKey);
        }
    }

    private void Changed()
    {
        if (_problems.Count > 0)
            _problems = _form.Problems();
    }

    private async Task ReshapedAsync()
    {
        Changed();
        if (_attached is not null)
            await _attached.InvokeVoidAsync("touch", _here.Token);
    }

    private async Task SaveAsync()
    {
        (_problem, _problems) = (null, _form.Problems());
        if (_isSaving || _problems.Count > 0)
            return;
        _isSaving = true;
        try
        {
            await Desk.SaveProfileAsync(Actor, StudyId, _form.ToPersona(), _here.Token);
            if (_attached is not null)
                await _attached.InvokeVoidAsync("clear", _here.Token);
            await Saved.InvokeAsync();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or AccessDeniedException)
        {
            _problem = error.InWords();
        }
        finally
        {
            _isSaving = false;
        }
    }

    private static PersonaForm Empty() => PersonaForm.Of(new Persona { Name = Name, Items = [] });

    public async ValueTask DisposeAsync()
    {
        _here.Dispose();
        try
        {
            if (_attached is not null)
            {
                await _attached.InvokeVoidAsync("detach");
                await _attached.DisposeAsync();
            }
            if (_drafts is not null)
                await _drafts.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }
        _self?.Dispose();
    }
}
