using System.Globalization;
using Workbench.Features.Studies;
using Workbench.Shared.Library;

namespace Workbench.Features.Annotation;

/// <summary>What the screen shows besides the pairs. The server says which stage it is; nothing here decides one.</summary>
public sealed partial class JudgeScreen
{
    private TrainingPair? _training;
    private TrainingResult? _result;
    private bool _isBegun;
    private bool _readsGuidelines;
    private bool _hasReadGuidelines;
    private DateTime? _notesReadUntil;

    private bool HasNewNote => _session?.Notes.Any(n => n.At > _notesReadUntil) ?? false;

    // About a training pair only the overall question is asked.
    private JudgingSession Asked => _training is null ? _session! : _session! with
    {
        Criteria = [.. _session!.Criteria.Where(c => c.Key == CriterionDesign.OverallKey)],
        AsksCertainty = false,
        RationaleLength = null,
        ReasonCodes = [],
        AsksSpans = false,
    };

    private string Count => _training is { } training
        ? string.Create(CultureInfo.InvariantCulture, $"Training {training.Number} of {training.Total}")
        : string.Create(CultureInfo.InvariantCulture, $"{Done + 1} of {_progress.Total}");

    private Task BeginAsync() => GuardAsync(async () =>
    {
        if (_session?.Consent is { } consent)
            await Desk.ConsentAsync(Actor, StudyId, consent.Version, _here.Token);
        _isBegun = true;
        await GoOnAsync();
    });

    // Asks the server where the rater is, and shows that.
    private Task GoOnAsync() => GuardAsync(async () => await GoOnAsync(await Desk.OpenAsync(Actor, StudyId, _here.Token)));

    private async Task GoOnAsync(JudgingSession session)
    {
        _session = session;
        (_progress, _ahead, _training, _result, _notice) = (_session.Progress, null, null, null, null);
        _isFinished = _session.Stage is RaterStage.Finished or RaterStage.Failed;
        _readsGuidelines = !_hasReadGuidelines && _session is { AsksBefore: true, HasGuidelines: true, HasWorked: false, Stage: RaterStage.Training or RaterStage.Judging };
        if (_session.Stage == RaterStage.Training && !_readsGuidelines)
            await NextTrainingAsync(null);
        else if (_session.Stage == RaterStage.Judging && !_readsGuidelines)
            await TurnPageAsync(null);
        else
            _pair = null;
        await InvokeAsync(StateHasChanged);
    }

    // The answers for the rater's own profile come in: the first pair that is ready comes to the screen.
    private Task LookForOwnAsync() => GuardAsync(async () =>
    {
        _progress = await Desk.ProgressAsync(Actor, StudyId, _here.Token);
        if (_isFinished && (_progress.Remaining > 0 || _progress.Own is not { PairsToCome: > 0 }))
            await GoOnAsync();
    });

    private Task LeaveAsync() => GuardAsync(async () =>
    {
        await Desk.LeaveAsync(Actor, StudyId, _here.Token);
        await GoOnAsync();
    });

    private Task ReadGuidelinesAsync()
    {
        _hasReadGuidelines = true;
        return GoOnAsync();
    }

    private async Task<IReadOnlyList<FieldProblem>> AnswerQuestionsAsync(IReadOnlyDictionary<string, string> answers)
    {
        var moment = _session!.Stage == RaterStage.QuestionsAfter ? SurveyMoment.After : SurveyMoment.Before;
        return await Desk.AnswerQuestionsAsync(Actor, StudyId, moment, answers, _here.Token);
    }

    private Task NextTrainingAsync(string? again) => GuardAsync(async () =>
    {
        (_result, _training) = (null, await Desk.NextTrainingAsync(Actor, StudyId, again, _here.Token));
        _pair = _training?.Pair;
        if (_training is null)
            await GoOnAsync();
    });

    private Task LoadNotesAsync() => GuardAsync(async () =>
    {
        if (_session is not null)
            _session = _session with { Notes = await Desk.NotesAsync(Actor, StudyId, _here.Token) };
    });

    private void ReadNotes() => _notesReadUntil = _session?.Notes.Select(n => (DateTime?)n.At).Max() ?? _notesReadUntil;
}
