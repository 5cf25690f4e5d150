using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workbench.Shared.Access;
using Workbench.Shared.Library;

namespace Workbench.Features.Annotation;

/// <summary>Keeps what is entered as a draft in the browser, and forgets the draft once the server has it.</summary>
public sealed partial class SurveyForm
{
    private const long LargestDraft = 2 * 1024 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private ElementReference _element;
    private IJSObjectReference? _drafts;
    private IJSObjectReference? _attached;
    private DotNetObjectReference<SurveyForm>? _self;
    private IReadOnlyList<FieldProblem> _problems = [];
    private string? _failure;
    private bool _isSaving;

    [Parameter, EditorRequired] public required JudgingSession Session { get; set; }

    /// <summary>Saves the answers; says what does not fit.</summary>
    [Parameter, EditorRequired] public required Func<IReadOnlyDictionary<string, string>, Task<IReadOnlyList<FieldProblem>>> Save { get; set; }

    /// <summary>Everything is saved.</summary>
    [Parameter] public EventCallback Saved { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    private bool IsAfter => Session.Stage == RaterStage.QuestionsAfter;

    // Two annotators may use one browser: the draft belongs to the rater.
    private string DraftKey => $"questions/{Session.StudyId:N}/{Session.Pseudonym}/{(IsAfter ? "after" : "before")}";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _drafts = await Js.InvokeAsync<IJSObjectReference>("import", "./js/drafts.js");
        await RestoreAsync(_drafts);
        _attached = await _drafts.InvokeAsync<IJSObjectReference>("attach", _element, DraftKey, 0, _self);
        // What was entered while the script was on its way.
        if (_values.Count > 0)
            await _attached.InvokeVoidAsync("touch");
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
        if (!await drafts.InvokeAsync<bool>("has", DraftKey))
            return;
        try
        {
            var reference = await drafts.InvokeAsync<IJSStreamReference>("read", DraftKey);
            await using var stream = await reference.OpenReadStreamAsync(LargestDraft);
            var draft = await JsonSerializer.DeserializeAsync<KeptDraft>(stream, JsonSerializerOptions.Web);
            foreach (var (key, value) in draft!.Fields.Where(f => Session.Questions.Any(q => q.Key == f.Key)))
                _values[key] = value;
            StateHasChanged();
        }
        catch (Exception error) when (error is JsonException or NullReferenceException or ArgumentOutOfRangeException)
        {
            // Not one of ours, or larger than a draft can be: there is nothing to bring back.
            await drafts.InvokeVoidAsync("drop", DraftKey);
        }
    }

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        (_isSaving, _failure) = (true, null);
        try
        {
            _problems = await Save(_values);
            if (_problems.Count > 0)
            {
                _failure = string.Join(' ', _problems.Select(p => $"{Session.Questions.FirstOrDefault(q => q.Key == p.Field)?.Text ?? p.Field}: {p.Message}"));
                return;
            }
            if (_attached is not null)
                await _attached.InvokeVoidAsync("clear");
            await Saved.InvokeAsync();
        }
        catch (AccessDeniedException error)
        {
            _failure = error.Message;
        }
        finally
        {
            _isSaving = false;
        }
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

    private sealed record KeptDraft(Dictionary<string, string> Fields);
}
