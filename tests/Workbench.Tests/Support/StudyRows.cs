using System.Globalization;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Features.Generation;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personalization;
using Workbench.Methods.Personas;
using Workbench.Shared.Judging;

namespace Workbench.Tests.Support;

/// <summary>
/// A launched study with outputs, put straight into the database: every persona and prompt under a plain and a
/// personalized condition, and the judgments that a test asks for. Ids are fixed, so that bytes can be compared.
/// </summary>
public sealed class StudyRows
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private readonly List<object> _rows = [];
    private readonly Dictionary<string, Rater> _raters = [];
    private readonly Dictionary<(int Persona, int Prompt), Comparison> _comparisons = [];
    private readonly Dictionary<Guid, int> _positions = [];
    private int _ids;
    private int _seconds;

    public StudyRows(int personas = 2, int prompts = 2, bool isSample = false, int ratersPerComparison = 3, string[]? names = null, string[]? categories = null, string? text = null)
    {
        Study = new Study
        {
            Id = NextId(),
            Name = "Study under test",
            State = StudyState.Generated,
            IsSample = isSample,
            CreatedAt = Start,
            LaunchedAt = Start,
            Design = new StudyDesign { Seed = 7, Annotation = new AnnotationDesign { RatersPerComparison = ratersPerComparison } },
        };
        Personas = [.. Enumerable.Range(0, personas).Select(i => PersonaOf(i, names is null ? $"Persona {i + 1}" : names[i]))];
        Prompts = [.. Enumerable.Range(0, prompts).Select(i => Prompt(i, categories is null ? $"category {i + 1}" : categories[i], text ?? $"Prompt {i + 1}?"))];
        Plain = ConditionOf(0, "plain", false);
        Personalized = ConditionOf(1, "personalized", true);
        _rows.InsertRange(0, [Study, .. Personas, .. Prompts, Plain, Personalized]);
        for (var persona = 0; persona < personas; persona++)
        {
            for (var prompt = 0; prompt < prompts; prompt++)
                _comparisons[(persona, prompt)] = Compare(persona, prompt);
        }
    }

    public Study Study { get; }

    public IReadOnlyList<StudyPersona> Personas { get; }

    public IReadOnlyList<StudyPrompt> Prompts { get; }

    public Condition Plain { get; }

    public Condition Personalized { get; }

    /// <summary>Adds one judgment; null is no usable verdict. The first output is the plain one, so <see cref="ResolvedChoice.Second"/> prefers the personalized.</summary>
    public StudyRows Judge(
        int persona, int prompt, ResolvedChoice? choice, string rater = "rater-1", RaterKind kind = RaterKind.Human, bool firstIsLeft = true,
        string criterion = "overall", Perspective perspective = Perspective.ThirdParty, string? rationale = null, bool superseded = false, string? flag = null)
    {
        var comparison = _comparisons[(persona, prompt)];
        var by = RaterOf(rater, kind);
        var assignment = _rows.OfType<Assignment>().FirstOrDefault(a => a.ComparisonId == comparison.Id && a.RaterId == by.Id)
            ?? Assign(comparison, by, firstIsLeft, AssignmentState.Judged);
        return Add(comparison, by, assignment, choice, firstIsLeft, criterion, perspective, rationale, superseded, flag is null ? null : new() { Flag = flag });
    }

    /// <summary>The same of a comparison that the rater surely has not judged: quick for many thousands.</summary>
    public StudyRows JudgeAnew(int persona, int prompt, ResolvedChoice? choice, string rater, bool firstIsLeft, JudgmentDetails? details = null, params IReadOnlyList<string> further)
    {
        var (comparison, by) = (_comparisons[(persona, prompt)], RaterOf(rater, RaterKind.Human));
        var assignment = Assign(comparison, by, firstIsLeft, AssignmentState.Judged);
        foreach (var criterion in further)
            Add(comparison, by, assignment, choice, firstIsLeft, criterion, Perspective.ThirdParty, null, false, null);
        return Add(comparison, by, assignment, choice, firstIsLeft, "overall", Perspective.ThirdParty, null, false, details);
    }

    private StudyRows Add(
        Comparison comparison, Rater by, Assignment assignment, ResolvedChoice? choice, bool firstIsLeft, string criterion, Perspective perspective, string? rationale, bool superseded, JudgmentDetails? details)
    {
        var at = Start.AddSeconds(++_seconds);
        _rows.Add(new StoredJudgment
        {
            Id = NextId(),
            SubmissionId = NextId(),
            StudyId = Study.Id,
            ComparisonId = comparison.Id,
            AssignmentId = assignment.Id,
            RaterId = by.Id,
            Criterion = criterion,
            Displayed = Displayed(choice, firstIsLeft),
            Resolved = choice,
            FirstIsLeft = firstIsLeft,
            Perspective = perspective,
            Rationale = rationale,
            Details = details,
            Strength = choice is ResolvedChoice.First or ResolvedChoice.Second ? 2 : null,
            Certainty = 80,
            ShownAt = at.AddSeconds(-20),
            SubmittedAt = at,
            Seconds = 18.5,
            SupersededAt = superseded ? at.AddSeconds(1) : null,
            SupersededReason = superseded ? "undone" : null,
        });
        return this;
    }

    /// <summary>Adds a researcher's verdict; null where they could not decide either.</summary>
    public StudyRows Adjudicate(int persona, int prompt, ResolvedChoice? choice, string criterion = "overall", string by = "Rita Researcher", string reason = "Read both twice", Perspective perspective = Perspective.ThirdParty)
    {
        _rows.Add(new Adjudication
        {
            Id = NextId(),
            StudyId = Study.Id,
            ComparisonId = ComparisonOf(persona, prompt).Id,
            Criterion = criterion,
            Perspective = perspective,
            FirstIsLeft = true,
            Displayed = Displayed(choice, true),
            Resolved = choice,
            Reason = reason,
            By = by,
            At = Start.AddHours(1).AddSeconds(++_seconds),
        });
        return this;
    }

    public Comparison ComparisonOf(int persona, int prompt) => _comparisons[(persona, prompt)];

    public Rater RaterNamed(string pseudonym) => _raters[pseudonym];

    /// <summary>Adds a comparison that a rater skipped as a whole.</summary>
    public StudyRows Skip(int persona, int prompt, string rater = "rater-1")
    {
        Assign(_comparisons[(persona, prompt)], RaterOf(rater, RaterKind.Human), true, AssignmentState.Skipped).SkipReason = "Both texts are cut off";
        return this;
    }

    /// <summary>Adds an answer to a question before the first pair.</summary>
    public StudyRows Answer(string rater, SurveyQuestion question, string? value, SurveyMoment moment = SurveyMoment.Before)
    {
        var asked = Study.Design.Annotation;
        Study.Design = Study.Design with
        {
            Annotation = moment == SurveyMoment.Before ? asked with { QuestionsBefore = [.. asked.QuestionsBefore, question] } : asked with { QuestionsAfter = [.. asked.QuestionsAfter, question] },
        };
        _rows.Add(new SurveyAnswer { Id = NextId(), StudyId = Study.Id, RaterId = RaterOf(rater, RaterKind.Human).Id, Moment = moment, QuestionKey = question.Key, Value = value, At = Start });
        return this;
    }

    /// <summary>Adds anything else that is about a rater.</summary>
    public StudyRows About(string rater, Func<Rater, object> row)
    {
        _rows.Add(row(RaterOf(rater, RaterKind.Human)));
        return this;
    }

    public void Exclude(string rater, string reason) =>
        (_raters[rater].ExcludedAt, _raters[rater].ExclusionReason) = (Start, reason);

    public Task SaveAsync(Database database, CancellationToken ct) =>
        database.WriteAsync(db =>
        {
            db.AddRange(_rows);
            return Task.CompletedTask;
        }, ct);

    public static Choice? Displayed(ResolvedChoice? choice, bool firstIsLeft) => choice switch
    {
        null => null,
        ResolvedChoice.First => firstIsLeft ? Choice.Left : Choice.Right,
        ResolvedChoice.Second => firstIsLeft ? Choice.Right : Choice.Left,
        ResolvedChoice.Tie => Choice.Tie,
        ResolvedChoice.BothBad => Choice.BothBad,
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    private Guid NextId() => Guid.Parse((++_ids).ToString("D32", CultureInfo.InvariantCulture));

    private StudyPersona PersonaOf(int position, string name) => new()
    {
        Id = NextId(),
        StudyId = Study.Id,
        Position = position,
        Version = 1,
        Name = name,
        Json = PersonaJson.Write(new Persona { Name = name, Items = [new PersonaItem { Field = "age", Text = (40 + position).ToString(CultureInfo.InvariantCulture) }] }),
        Hash = "p" + position.ToString(CultureInfo.InvariantCulture),
    };

    private StudyPrompt Prompt(int position, string category, string text) => new()
    {
        Id = NextId(),
        StudyId = Study.Id,
        Position = position,
        Version = 1,
        Category = category,
        Text = text,
        Hash = "q" + position.ToString(CultureInfo.InvariantCulture),
    };

    private Condition ConditionOf(int position, string name, bool isPersonalized) => new()
    {
        Id = NextId(),
        StudyId = Study.Id,
        Position = position,
        IsPersonalized = isPersonalized,
        TemplateVersion = "1",
        Design = new ConditionDesign { Name = name, Technique = isPersonalized ? "persona_prompt" : "none", Model = "test-model" },
    };

    private Comparison Compare(int persona, int prompt)
    {
        var outputs = new[] { Plain, Personalized }.Select(condition => OutputOf(persona, prompt, condition)).ToList();
        var comparison = new Comparison
        {
            Id = NextId(),
            StudyId = Study.Id,
            StudyPersonaId = Personas[persona].Id,
            StudyPromptId = Prompts[prompt].Id,
            FirstOutputId = outputs[0].Id,
            SecondOutputId = outputs[1].Id,
            FirstConditionId = Plain.Id,
            SecondConditionId = Personalized.Id,
            Sample = 0,
        };
        _rows.AddRange([.. outputs, comparison]);
        return comparison;
    }

    private Output OutputOf(int persona, int prompt, Condition condition) => new()
    {
        Id = NextId(),
        StudyId = Study.Id,
        StudyPersonaId = Personas[persona].Id,
        StudyPromptId = Prompts[prompt].Id,
        ConditionId = condition.Id,
        Sample = 0,
        Position = _ids,
        EndpointId = null,
        RequestHash = _ids.ToString("x64", CultureInfo.InvariantCulture),
        State = WorkState.Done,
        FinishedAt = Start,
        Messages = condition.IsPersonalized
            ? [new PromptMessage("system", $"You talk to {Personas[persona].Name}."), new PromptMessage("user", Prompts[prompt].Text)]
            : [new PromptMessage("user", Prompts[prompt].Text)],
        ItemsShown = condition.IsPersonalized ? ["age"] : [],
        Text = $"{condition.Name} answer to {Personas[persona].Name}, {Prompts[prompt].Text}",
        Model = "test-model",
        FinishReason = "stop",
        InputTokens = 20,
        OutputTokens = 30,
        Origin = Study.IsSample ? OutputOrigin.Recorded : OutputOrigin.Model,
    };

    private Rater RaterOf(string name, RaterKind kind)
    {
        if (_raters.TryGetValue(name, out var known))
            return known;
        var rater = new Rater { Id = NextId(), StudyId = Study.Id, Kind = kind, ActorId = "account-of-" + name, Pseudonym = name, CreatedAt = Start };
        _rows.Add(rater);
        return _raters[name] = rater;
    }

    private Assignment Assign(Comparison comparison, Rater rater, bool firstIsLeft, AssignmentState state)
    {
        var assignment = new Assignment
        {
            Id = NextId(),
            StudyId = Study.Id,
            ComparisonId = comparison.Id,
            RaterId = rater.Id,
            FirstIsLeft = firstIsLeft,
            Position = _positions[rater.Id] = _positions.GetValueOrDefault(rater.Id, -1) + 1,
            State = state,
            CreatedAt = Start,
            ShownAt = Start,
        };
        _rows.Add(assignment);
        return assignment;
    }
}
