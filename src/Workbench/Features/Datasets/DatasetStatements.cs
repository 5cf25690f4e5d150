using Workbench.Features.Analysis;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>What must be said of a dataset wherever it goes.</summary>
internal static class DatasetStatements
{
    public static IReadOnlyList<string> Of(StudySource source)
    {
        var statements = new List<string>();
        var simulated = source.Judged.Rows.Count(r => r.Kind == RaterKind.Simulated);
        if (simulated > 0)
            statements.Add($"{AnalysisWords.Count(simulated)} of {AnalysisWords.Count(source.Judged.Rows.Count)} judgments are simulated: made by a seeded simulation, not by people and not by a model. They are marked with simulated = true.");
        if (source.Study.IsSample)
            statements.Add("The outputs were written by the authors of the sample study, not by a model. They are no evidence about any model.");
        if (source.Personas.Values.Count(p => p.IsParticipant) is > 0 and var participants)
            statements.Add($"{AnalysisWords.Count(participants, "annotator", "annotators")} judged answers that were written for their own profile (perspective self), under pseudonyms. "
                + (source.Study.Design.Annotation.ExportsProfiles
                    ? "The profiles that they wrote are in these files, as they were told."
                    : "The profiles that they wrote are not in these files; an answer may repeat some of one."));
        var annotation = source.Study.Design.Annotation;
        if (annotation.QuestionsBefore.Concat(annotation.QuestionsAfter).Any())
            statements.Add(annotation.QuestionsBefore.Concat(annotation.QuestionsAfter).Any(q => q.Kind == SurveyQuestionKind.Text)
                ? "What raters answered to questions about themselves is in raters.jsonl, in their own words where they were asked to write; read it before you give it away."
                : "What raters answered to questions about themselves is in raters.jsonl.");
        return statements;
    }

    /// <summary>Those that concern one format.</summary>
    public static IReadOnlyList<string> Of(StudySource source, IDatasetWriter writer) => writer switch
    {
        PersonasJsonLinesWriter => [],
        AdjudicationsJsonLinesWriter => [],
        OutputsJsonLinesWriter => source.Study.IsSample ? ["written by hand for the sample: no evidence about any model"] : [],
        RatersJsonLinesWriter => source.Judged.Rows.Any(r => r.Kind == RaterKind.Simulated) ? ["simulated raters are in it, marked as such"] : [],
        TrlPreferenceWriter => PreferenceStatements(source),
        _ => source.Judged.Rows.Any(r => r.Kind == RaterKind.Simulated) ? ["simulated judgments are in it, marked as such"] : [],
    };

    private static IReadOnlyList<string> PreferenceStatements(StudySource source)
    {
        var scope = AnalysisScope.Choose(source.Judged, new());
        return [$"preferences of {AnalysisWords.Label(scope.Raters)}, criterion {scope.Criterion}, judging {AnalysisWords.Label(scope.Perspective)}"];
    }
}
