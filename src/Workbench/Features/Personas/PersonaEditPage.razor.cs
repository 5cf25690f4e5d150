using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;
using Workbench.Shared.Access;
using Workbench.Shared.Library;

namespace Workbench.Features.Personas;

/// <summary>Writes or changes a persona. What is typed is kept as a draft in the browser until it is saved.</summary>
public sealed partial class PersonaEditPage : IAsyncDisposable
{
    private const long LargestDraft = 6 * 1024 * 1024;
    private ElementReference _element;
    private IJSObjectReference? _drafts;
    private IJSObjectReference? _attached;
    private DotNetObjectReference<PersonaEditPage>? _self;
    private PersonaForm? _form;
    private PersonaRecord? _saved;
    private PersonaRecord? _newer;
    private PersonaFormProblems _problems = PersonaFormProblems.None;
    private string? _draftAt;
    private int _version;
    private bool _isMissing;
    private bool _isGone;
    private bool _isDirty;
    private bool _isSaving;

    [Inject] public required PersonaStore Store { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [CascadingParameter] public required Actor Actor { get; set; }

    [Parameter] public Guid? Id { get; set; }

    private string Title => _saved is null ? "New persona" : $"Edit {_saved.Name}";

    private string Status => _isDirty ? "Not saved; a draft is in this browser" : _saved is null ? "" : $"Version {_saved.Version}";

    private string DraftKey => Id is null ? "persona/new" : $"persona/{Id:N}";

    protected override async Task OnInitializedAsync()
    {
        if (Id is { } id)
        {
            _saved = await Store.FindAsync(Actor, id, CancellationToken.None);
            if (_saved is null or { DeletedAt: not null })
            {
                _isMissing = true;
                return;
            }
            _version = _saved.Version;
        }
        _form = _saved is null ? PersonaForm.Empty() : PersonaForm.Of(_saved.Persona);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_form is null || _attached is not null || _self is not null)
            return;
        _self = DotNetObjectReference.Create(this);
        _drafts = await Js.InvokeAsync<IJSObjectReference>("import", "./js/drafts.js");
        await RestoreDraftAsync();
        _attached = await _drafts.InvokeAsync<IJSObjectReference>("attach", _element, DraftKey, _version, _self);
    }

    /// <summary>Ctrl+S in the browser.</summary>
    [JSInvokable]
    public async Task SaveByKeyAsync()
    {
        await SaveAsync();
        StateHasChanged();
    }

    private async Task RestoreDraftAsync()
    {
        if (!await _drafts!.InvokeAsync<bool>("has", DraftKey))
            return;
        try
        {
            var reference = await _drafts!.InvokeAsync<IJSStreamReference>("read", DraftKey);
            await using var stream = await reference.OpenReadStreamAsync(LargestDraft);
            var draft = await JsonSerializer.DeserializeAsync<KeptDraft>(stream, JsonSerializerOptions.Web);
            var saved = _saved?.Persona ?? PersonaForm.Empty().ToPersona();
            var form = PersonaForm.FromDraft(draft!.Fields, saved);
            if (Methods.Personas.PersonaJson.Write(form.ToPersona().Normalized()) == Methods.Personas.PersonaJson.Write(saved))
            {
                await _drafts!.InvokeVoidAsync("drop", DraftKey);
                return;
            }
            (_form, _version, _isDirty) = (form, draft.Version, true);
            _draftAt = DateTimeOffset.FromUnixTimeMilliseconds(draft.At).ToString("d MMMM, HH:mm 'UTC'", CultureInfo.InvariantCulture);
            StateHasChanged();
        }
        catch (Exception error) when (error is JsonException or NullReferenceException or ArgumentOutOfRangeException)
        {
            // Not one of ours, or larger than a draft can be: there is nothing to bring back.
            await _drafts!.InvokeVoidAsync("drop", DraftKey);
        }
    }

    private async Task DropDraftAsync()
    {
        _form = _saved is null ? PersonaForm.Empty() : PersonaForm.Of(_saved.Persona);
        (_draftAt, _isDirty, _newer, _version) = (null, false, null, _saved?.Version ?? 0);
        _problems = PersonaFormProblems.None;
        await ForgetDraftAsync();
    }

    private void Changed()
    {
        _isDirty = true;
        if (_problems.Count > 0)
            _problems = _form!.Problems();
    }

    private async Task ReshapedAsync()
    {
        Changed();
        if (_attached is not null)
            await _attached.InvokeVoidAsync("touch");
    }

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        _problems = _form!.Problems();
        if (_problems.Count > 0)
            return;
        _isSaving = true;
        try
        {
            var persona = _form.ToPersona();
            await TakeAsync(_saved is null
                ? await Store.AddAsync(Actor, persona, CancellationToken.None)
                : await Store.SaveAsync(Actor, _saved.Id, _version, persona, CancellationToken.None));
        }
        finally
        {
            _isSaving = false;
        }
    }

    private async Task TakeAsync(SaveOutcome<PersonaRecord> outcome)
    {
        switch (outcome)
        {
            case SaveOutcome<PersonaRecord>.Saved saved:
                (_isDirty, _newer, _isGone, _draftAt) = (false, null, false, null);
                await ForgetDraftAsync();
                Snackbar.Add($"{saved.Value.Name} is saved, version {saved.Value.Version}.", Severity.Normal, o => o.HideIcon = true);
                Navigation.NavigateTo($"/personas/{saved.Value.Id}");
                break;
            case SaveOutcome<PersonaRecord>.Overtaken overtaken:
                _newer = overtaken.Newer;
                break;
            case SaveOutcome<PersonaRecord>.Gone:
                _isGone = true;
                break;
            case SaveOutcome<PersonaRecord>.Refused refused:
                // The form checks the same rules first; this is what only the store can know.
                Snackbar.Add(string.Join(" ", refused.Problems.Select(p => $"{p.Field}: {p.Message}")), Severity.Error);
                break;
        }
    }

    private Task OverwriteAsync()
    {
        _version = _newer!.Version;
        return SaveAsync();
    }

    private async Task SaveAsNewAsync() => await TakeAsync(await Store.AddAsync(Actor, _form!.ToPersona(), CancellationToken.None));

    private async Task AskBeforeLeavingAsync(LocationChangingContext context)
    {
        if (!_isDirty)
            return;
        var leave = await Dialogs.ShowMessageBoxAsync(
            "Leave without saving?", "Your changes stay as a draft in this browser and are back when you return to this page.", yesText: "Leave", cancelText: "Stay");
        if (leave != true)
            context.PreventNavigation();
    }

    private async Task ForgetDraftAsync()
    {
        if (_attached is not null)
            await _attached.InvokeVoidAsync("clear");
    }

    public async ValueTask DisposeAsync()
    {
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
            // The browser is gone, and with it what had to be detached.
        }
        _self?.Dispose();
    }

    private sealed record KeptDraft(int Version, long At, Dictionary<string, string> Fields);
}
