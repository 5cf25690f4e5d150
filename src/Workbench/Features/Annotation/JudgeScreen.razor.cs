using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Workbench.Features.Studies;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Layout;
using Workbench.Shared.Text;

namespace Workbench.Features.Annotation;

/// <summary>
/// The annotation screen. It holds the pair on the screen and the next one, so that a submit needs no more than the
/// commit; what must survive this circuit is in the database, or in the browser.
/// </summary>
public sealed partial class JudgeScreen
{
    private const int PairsBetweenBreaks = 25;

    private readonly WhileOpen _here = new();
    private DotNetObjectReference<JudgeScreen>? _self;
    private IJSObjectReference? _script;
    private JudgingSession? _session;
    private JudgingProgress _progress = new(0, 0, 0, 0);
    private PairToJudge? _pair;
    private Task<PairToJudge?>? _ahead;
    private Guid? _shown;
    private bool _wasUndone;
    private string? _notice;
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

    [Inject] public required MarkdownRenderer Renderer { get; init; }

    [Inject] public required IConfiguration Settings { get; init; }

    private int Done => _progress.Judged + _progress.Skipped;

    // For those who listen: the turn of a page is nothing they would see.
    private string Spoken => _pair is null || _isFinished || !_isBegun ? "" : _training is null ? $"{(Compares ? "Pair" : "Answer")} {Count}" : Count;

    private JudgedUnit Unit => _session?.Unit ?? JudgedUnit.Pair;

    private bool Compares => Unit == JudgedUnit.Pair;

    private bool AsksMore => _session is { AsksCertainty: true } or { ReasonCodes.Count: > 0 } or { RationaleLength: not null };

    // Turned off only to measure what it is worth.
    private bool LooksAhead => Settings.GetValue("Workbench:Judging:LookAhead", true);

    private string Share => string.Create(CultureInfo.InvariantCulture, $"{100.0 * Done / Math.Max(1, _progress.Total):0.##}%");

    // Who tries the study is one, though the trial's annotator is not.
    private bool IsResearcher => IsTrial || Actor.Role is ActorRole.Owner or ActorRole.Researcher;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _session = await Desk.OpenAsync(Actor, StudyId, _here.Token);
            _progress = _session.Progress;
            _notesReadUntil = _session.NotesReadUntil ?? _session.Notes.Select(n => (DateTime?)n.At).Max() ?? DateTime.MinValue;
            // Who has begun goes on where they were; only the first time something needs saying.
            _isBegun = _session.HasBegun;
            if (_isBegun)
                await GoOnAsync(_session);
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
            var script = await Js.InvokeAsync<IJSObjectReference>("import", _here.Token, "./" + Assets["js/judge.js"]);
            await script.InvokeVoidAsync("attach", _here.Token, _self, IsTrial);
            _script = script;
        }
        if (_pair?.AssignmentId == _shown)
            return;
        _shown = _pair?.AssignmentId;
        if (_pair is { } pair)
            await GuardAsync(() => ShowAsync(pair));
    }

    // A right that has ended is said on the page, whatever was being done; what is committed stays so.
    private async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception error) when (error is AccessDeniedException or MissingException)
        {
            _problem = error.Message;
            await InvokeAsync(StateHasChanged);
        }
    }

    /// <summary>Called by the script. Null means saved; else what is wrong, in words.</summary>
    [JSInvokable]
    public async Task<string?> Submit(string json)
    {
        SubmitOutcome outcome;
        Guid assignmentId;
        try
        {
            var submission = SubmitMessage.Read(json);
            if (_training is not null)
            {
                _result = await Desk.SubmitTrainingAsync(Actor, StudyId, submission, _here.Token);
                await InvokeAsync(StateHasChanged);
                return null;
            }
            (outcome, assignmentId) = (await Desk.SubmitAsync(Actor, submission, _here.Token), submission.AssignmentId);
        }
        catch (Exception error) when (error is ArgumentException or AccessDeniedException)
        {
            return error.InWords();
        }
        if (_pair?.AssignmentId == assignmentId)
            await GuardAsync(() => MoveOnAsync(outcome, _progress with { Judged = _progress.Judged + 1, Remaining = _progress.Remaining - 1 }));
        return null;
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
            await Desk.SaveDraftAsync(Actor, assignmentId, json, _here.Token);
        }
        catch (ArgumentException error)
        {
            Logger.LogInformation("A draft was not kept: {Reason}", error.Message);
        }
    }

    /// <summary>Called by the script. Null means skipped; else what is wrong, in words.</summary>
    [JSInvokable]
    public async Task<string?> Skip(Guid submissionId, Guid assignmentId, string reason)
    {
        if (_training is not null)
            return null;
        SubmitOutcome outcome;
        try
        {
            outcome = await Desk.SkipAsync(Actor, submissionId, assignmentId, reason, _here.Token);
        }
        catch (AccessDeniedException error)
        {
            return error.InWords();
        }
        if (_pair?.AssignmentId == assignmentId)
            await GuardAsync(() => MoveOnAsync(outcome, _progress with { Skipped = _progress.Skipped + 1, Remaining = _progress.Remaining - 1 }));
        return null;
    }

    /// <summary>Called by the script where the annotator wants to see what differs; null where the pair is no longer on the screen.</summary>
    [JSInvokable]
    public async Task<ShownDifferences?> Differences(Guid assignmentId) =>
        _pair is { Right: { } right } pair && pair.AssignmentId == assignmentId ? await Task.Run(() => ShownText.Differences(pair.Left, right), _here.Token) : null;

    public async ValueTask DisposeAsync()
    {
        _here.Dispose();
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
    }
}
