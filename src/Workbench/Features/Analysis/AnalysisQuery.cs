using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Shared.Access;

namespace Workbench.Features.Analysis;

/// <summary>
/// Answers questions about a study's judgments. What was read and computed is kept until the data change, and computed
/// away from the page's thread.
/// </summary>
public sealed class AnalysisQuery(Database database)
{
    /// <summary>Studies kept at once; past that, all are forgotten and read again.</summary>
    private const int MaxStudies = 16;

    private const int MaxFilters = 64;

    private readonly ConcurrentDictionary<Guid, Reading> _known = new();

    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    /// <exception cref="Shared.MissingException">No such study.</exception>
    public async Task<StudyAnalysis> AnalyzeAsync(Actor actor, Guid studyId, AnalysisFilter filter, CancellationToken ct)
    {
        var known = await KnownAsync(actor, studyId, ct);
        return await OnceAsync(known.Answers, filter, f => Compute(known.Study, f), ct);
    }

    /// <summary>Every metric of the catalog for a filter: slower than the charts, and asked for only where somebody looks.</summary>
    /// <exception cref="AccessDeniedException">The actor may not view the study.</exception>
    /// <exception cref="Shared.MissingException">No such study.</exception>
    public async Task<IReadOnlyList<MetricReading>> NumbersAsync(Actor actor, Guid studyId, AnalysisFilter filter, CancellationToken ct)
    {
        var known = await KnownAsync(actor, studyId, ct);
        return await OnceAsync(known.Numbers, filter, f => MetricReading.All(known.Study, AnalysisScope.Choose(known.Study, f)), ct);
    }

    /// <summary>What is known of a study, read once for everybody who asks meanwhile.</summary>
    private async Task<Known> KnownAsync(Actor actor, Guid studyId, CancellationToken ct)
    {
        var version = await database.ReadAsync(async db =>
        {
            var study = await StudyAccess.RequireAsync(db, actor, studyId, StudyRight.View, ct);
            return $"{study.Name}/{await JudgedStudyReader.VersionAsync(db, studyId, ct)}";
        }, ct);
        if (_known.Count >= MaxStudies && !_known.ContainsKey(studyId))
            _known.Clear();
        var reading = _known.AddOrUpdate(studyId, _ => Begin(), (_, kept) => kept.Version == version ? kept : Begin());
        Reading Begin() => new(version, new(() => Task.Run(() => ReadAsync(studyId))));
        try
        {
            return await reading.Known.Value.WaitAsync(ct);
        }
        catch when (reading.Known.Value.IsFaulted)
        {
            // The next one who asks tries again.
            _known.TryRemove(new(studyId, reading));
            throw;
        }
    }

    // Whoever asked first may leave while others wait for the same.
    private Task<Known> ReadAsync(Guid studyId) => database.ReadSnapshotAsync(async db =>
        new Known(await JudgedStudyReader.ReadAsync(db, await db.Set<Study>().SingleAsync(s => s.Id == studyId), CancellationToken.None)), CancellationToken.None);

    /// <summary>Computes an answer once, away from the caller's thread, whoever asks for it meanwhile.</summary>
    private static Task<T> OnceAsync<T>(ConcurrentDictionary<AnalysisFilter, Lazy<Task<T>>> answers, AnalysisFilter filter, Func<AnalysisFilter, T> compute, CancellationToken ct)
    {
        if (answers.Count >= MaxFilters)
            answers.Clear();
        return answers.GetOrAdd(filter, f => new Lazy<Task<T>>(() => Task.Run(() => compute(f), CancellationToken.None))).Value.WaitAsync(ct);
    }

    /// <summary>The same, without a database.</summary>
    public static StudyAnalysis Compute(JudgedStudy study, AnalysisFilter filter)
    {
        var scope = AnalysisScope.Choose(study, filter);
        var input = AnalysisInput.From(study, scope);
        return new() { Study = study, Scope = scope, Charts = [.. ChartCatalog.All.Where(c => c.Reads(study.Unit) || study.Unit == JudgedUnit.Output).Select(chart => (chart, chart.Reads(study.Unit) ? chart.Build(input) : Unread))] };
    }

    /// <summary>What a chart about comparisons says of a study without any.</summary>
    private static ChartAnswer Unread { get; } = new() { Sentence = "No data: this question needs answers that were compared with each other. Here each was rated by itself; the ratings answer it above." };

    private sealed record Reading(string Version, Lazy<Task<Known>> Known);

    private sealed record Known(JudgedStudy Study)
    {
        public ConcurrentDictionary<AnalysisFilter, Lazy<Task<StudyAnalysis>>> Answers { get; } = new();

        public ConcurrentDictionary<AnalysisFilter, Lazy<Task<IReadOnlyList<MetricReading>>>> Numbers { get; } = new();
    }
}
