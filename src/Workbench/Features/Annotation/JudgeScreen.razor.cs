using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Annotation;

/// <summary>
/// The annotation screen. It holds the pair on the screen and the next one, so that a submit needs no more than the
/// commit; what must survive this circuit is in the database, or in the browser.
/// </summary>
public sealed partial class JudgeScreen
{
    private const int PairsBetweenBreaks = 25;

    private readonly CancellationTokenSource _gone = new();
    private DotNetObjectReference<JudgeScreen>? _self;
    private IJSObjectReference? _script;
    private JudgingSession? _session;
    private JudgingProgress _progress = new(0, 0, 0, 0);
    private PairToJudge? _pair;
    private Task<PairToJudge?>? _ahead;
    private Guid? _shown;
    private bool _wasUndone;
    private bool _isFinished;
    private string? _problem;

    [Parameter, EditorRequired] public required Guid StudyId { get; set; }

    [Parameter, EditorRequired] public required IJudgingDesk Desk { get; set; }

    /// <summary>Whether nothing is kept: drafts then have keys of their own in the browser, and go with the page.</summary>
    [Parameter] public bool IsTrial { get; set; }

    /// <summary>Stands above everything on the screen.</summary>
    [Parameter] public RenderFragment? Banner { get; set; }

    [CascadingParameter] public required Actor Actor { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required ILogger<JudgeScreen> Logger { get; init; }

    private int Done => _progress.Judged + _progress.Skipped;

    private string Share => string.Create(CultureInfo.InvariantCulture, $"{100.0 * Done / Math.Max(1, _progress.Total):0.##}%");

    private bool IsResearcher => Actor.Role is ActorRole.Owner or ActorRole.Researcher;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _session = await Desk.OpenAsync(Actor, StudyId, _gone.Token);
            _progress = _session.Progress;
            _notesReadUntil = _session.NotesReadUntil ?? _session.Notes.Select(n => (DateTime?)n.At).Max() ?? DateTime.MinValue;
            // Who has begun goes on where they were; only the first time something needs saying.
            if (_session.HasBegun)
                await BeginAsync();
        }
        catch (Exception error) when (error is AccessDeniedException or MissingException)
        {
            _problem = error.Message;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!RendererInfo.IsInteractive)
            return;
        if (_script is null)
        {
            _self ??= DotNetObjectReference.Create(this);
            var script = await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./" + Assets["js/judge.js"]);
            await script.InvokeVoidAsync("attach", _gone.Token, _self, IsTrial);
            _script = script;
        }
        if (_pair?.AssignmentId == _shown)
            return;
        _shown = _pair?.AssignmentId;
        if (_pair is null)
            await _script.InvokeVoidAsync("rest", _gone.Token);
        else
            await ShowAsync(_script, _pair);
    }

    /// <summary>Called by the script. Null means saved; else what is wrong, in words.</summary>
    [JSInvokable]
    public async Task<string?> Submit(string json)
    {
        try
        {
            var submission = SubmitMessage.Read(json);
            if (_training is not null)
            {
                _result = await Desk.SubmitTrainingAsync(Actor, StudyId, submission, _gone.Token);
                await InvokeAsync(StateHasChanged);
                return null;
            }
            var outcome = await Desk.SubmitAsync(Actor, submission, _gone.Token);
            if (_pair?.AssignmentId == submission.AssignmentId)
                await TurnPageAsync(outcome == SubmitOutcome.Saved ? _progress with { Judged = _progress.Judged + 1, Remaining = _progress.Remaining - 1 } : null);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or AccessDeniedException)
        {
            return error.Message;
        }
    }

    /// <summary>Called by the script while the annotator works.</summary>
    [JSInvokable]
    public async Task SaveDraft(Guid assignmentId, string json)
    {
        // A training pair's draft is kept in the browser alone.
        if (_training is not null)
            return;
        try
        {
            await Desk.SaveDraftAsync(Actor, assignmentId, json, _gone.Token);
        }
        catch (ArgumentException error)
        {
            Logger.LogInformation("A draft was not kept: {Reason}", error.Message);
        }
    }

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public async Task Skip(Guid submissionId, Guid assignmentId, string reason)
    {
        if (_training is not null)
            return;
        var outcome = await Desk.SkipAsync(Actor, submissionId, assignmentId, reason, _gone.Token);
        if (_pair?.AssignmentId == assignmentId)
            await TurnPageAsync(outcome == SubmitOutcome.Saved ? _progress with { Skipped = _progress.Skipped + 1, Remaining = _progress.Remaining - 1 } : null);
    }

    private async Task UndoAsync()
    {
        if (await Desk.UndoAsync(Actor, StudyId, _gone.Token) is null)
            return;
        _progress = await Desk.ProgressAsync(Actor, StudyId, _gone.Token);
        (_ahead, _wasUndone, _shown) = (null, true, null);
        await TurnPageAsync(null);
    }

    private async Task TurnPageAsync(JudgingProgress? progress)
    {
        _progress = progress ?? _progress;
        var current = _pair?.AssignmentId;
        var next = _ahead is null ? null : await _ahead;
        _ahead = null;
        if (next is null || next.AssignmentId == current)
            next = await Desk.NextAsync(Actor, StudyId, null, _gone.Token);
        if (next is not null && _session is not null && next.Wave != _session.Wave)
            next = await EnterWaveAsync(next);
        _pair = next;
        _isFinished = next is null && _isBegun;
        if (_isFinished)
        {
            // The end is the server's to say, and it says it once everything is saved.
            _session = await Desk.OpenAsync(Actor, StudyId, _gone.Token);
            _progress = _session.Progress;
        }
        await InvokeAsync(StateHasChanged);
    }

    // A wave may ask from another perspective. That is said on a page of its own before its first pair is shown.
    private async Task<PairToJudge?> EnterWaveAsync(PairToJudge first)
    {
        _session = await Desk.OpenAsync(Actor, StudyId, _gone.Token);
        (_progress, _isBegun) = (_session.Progress, !_session.AsksAnew);
        return _isBegun ? first : null;
    }

    private async Task ShowAsync(IJSObjectReference script, PairToJudge pair)
    {
        var wasUndone = _wasUndone;
        _wasUndone = false;
        await script.InvokeVoidAsync("show", _gone.Token, pair.AssignmentId, pair.Draft, wasUndone);
        if (_training is not null)
            return;
        await Desk.ShowAsync(Actor, pair.AssignmentId, _gone.Token);
        if (_pair == pair)
            _ahead = Desk.NextAsync(Actor, StudyId, pair.AssignmentId, _gone.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("detach");
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }
        _self?.Dispose();
        _gone.Dispose();
    }
}
