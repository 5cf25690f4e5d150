namespace Workbench.Features.Studies;

public enum SurveyQuestionKind
{
    Choice,
    Number,
    Text,
    Scale,
}
