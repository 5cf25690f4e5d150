using Workbench.Shared.Access;

namespace Workbench.Features.Annotation;

/// <summary>How the screen goes from one pair to the next, and back.</summary>
public sealed partial class JudgeScreen
{
    private Task UndoAsync() => GuardAsync(async () =>
    {
        try
        {
            if (await Desk.UndoAsync(Actor, StudyId, _here.Token) is null)
                return;
        }
        catch (InvalidOperationException error)
        {
            await NoticeAsync(error.Message);
            return;
        }
        _progress = await Desk.ProgressAsync(Actor, StudyId, _here.Token);
        (_ahead, _wasUndone, _shown, _notice) = (null, true, null, null);
        await TurnPageAsync(null);
    });

    private Task NoticeAsync(string words)
    {
        _notice = words;
        return InvokeAsync(StateHasChanged);
    }

    // An answer that was not saved just now was given before, in another tab perhaps, or came too late. What was fetched
    // ahead may be answered there as well, so everything is read again.
    private async Task MoveOnAsync(SubmitOutcome outcome, JudgingProgress saved)
    {
        _notice = outcome switch
        {
            SubmitOutcome.Saved or SubmitOutcome.Repeated => null,
            SubmitOutcome.AlreadyJudged => $"You had {Unit.Done()} that {Unit.One()} already, perhaps in another tab. Your first {(Compares ? "answer" : "rating")} counts. Here is what comes next.",
            SubmitOutcome.PlaceTaken => $"You were away for long, and others took that place, so your last {(Compares ? "answer" : "rating")} does not count. Here is what comes next.",
            _ => throw new InvalidOperationException($"unknown outcome {outcome}"),
        };
        if (outcome != SubmitOutcome.Saved)
            (_ahead, saved) = (null, await Desk.ProgressAsync(Actor, StudyId, _here.Token));
        _wasUndone = false;
        await TurnPageAsync(saved);
    }

    private async Task TurnPageAsync(JudgingProgress? progress)
    {
        _progress = progress ?? _progress;
        var current = _pair?.AssignmentId;
        var ahead = _ahead;
        _ahead = null;
        var next = ahead is null ? null : await ahead;
        if (next is null || next.AssignmentId == current)
            next = await NextAsync();
        if (next is not null && _session is not null && next.Wave != _session.Wave)
            next = await EnterWaveAsync(next);
        _pair = next;
        _isFinished = next is null && _isBegun;
        if (_isFinished)
        {
            // The end is the server's to say, and it says it once everything is saved.
            _session = await Desk.OpenAsync(Actor, StudyId, _here.Token);
            (_progress, _isBegun) = (_session.Progress, _session is not { Stage: RaterStage.Profile, AsksAnew: true });
        }
        await InvokeAsync(StateHasChanged);
    }

    // Null also where something comes before the pairs by now, a profile for a new wave perhaps: the session says what.
    private async Task<PairToJudge?> NextAsync()
    {
        try
        {
            return await Desk.NextAsync(Actor, StudyId, null, _here.Token);
        }
        catch (AccessDeniedException) when (_pair is not null)
        {
            return null;
        }
    }

    // A wave may ask from another perspective. That is said on a page of its own before its first pair is shown.
    private async Task<PairToJudge?> EnterWaveAsync(PairToJudge first)
    {
        _session = await Desk.OpenAsync(Actor, StudyId, _here.Token);
        (_progress, _isBegun) = (_session.Progress, !_session.AsksAnew);
        return _isBegun ? first : null;
    }

    // The pair is in the browser. The next one is made ready besides, down to its rendered text, off this circuit's thread.
    private async Task ShowAsync(PairToJudge pair)
    {
        if (_training is not null)
            return;
        if (LooksAhead && !IsTrial)
            _ahead = Task.Run(() => LookAheadAsync(pair.AssignmentId), _here.Token);
        await Desk.ShowAsync(Actor, pair.AssignmentId, _here.Token);
    }

    private async Task<PairToJudge?> LookAheadAsync(Guid besides)
    {
        var next = await Desk.NextAsync(Actor, StudyId, besides, _here.Token);
        Renderer.Render(next?.Left);
        Renderer.Render(next?.Right);
        return next;
    }
}
