using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workbench.Features.Studies;
using Workbench.Shared.Judging;

namespace Workbench.Features.Annotation;

/// <summary>Which training pair comes next, and when there were enough.</summary>
internal static class TrainingRule
{
    /// <summary>
    /// The next pair: first every pair once, in the researchers' order; then those never answered right, the one that was
    /// tried longest ago first, until as many are right as the study asks. Null when the training is passed.
    /// </summary>
    public static PreparedPair? Next(AnnotationDesign design, IReadOnlyList<TrainingAnswer> answers)
    {
        var tries = answers.ToLookup(a => a.PairKey);
        if (design.Training.FirstOrDefault(p => !tries.Contains(p.Key)) is { } fresh)
            return fresh;
        var missed = design.Training.Where(p => !tries[p.Key].Any(a => a.IsRight)).ToList();
        var isEnough = design.Training.Count - missed.Count >= (design.TrainingPass ?? 0);
        return isEnough ? null : missed.MinBy(p => tries[p.Key].Max(a => a.At));
    }

    /// <summary>The id under which one try travels: the same after a restart, another for the next try, and nothing to be read from it.</summary>
    public static Guid IdOf(Rater rater, PreparedPair pair, int tries) => new(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{rater.Id:N} {tries} {pair.Key}"))).AsSpan(0, 16));

    /// <summary>What is asked about a training pair: the overall question alone.</summary>
    public static AnnotationDesign Asked(AnnotationDesign design) => design with
    {
        Criteria = [],
        AsksGuess = false,
        AsksCertainty = false,
        AsksSpans = false,
        RationaleLength = null,
        ReasonCodes = [],
    };

    /// <summary>A tie is not right: the researchers know which answer is better.</summary>
    public static bool IsRight(Choice choice, bool betterIsLeft) => choice == (betterIsLeft ? Choice.Left : Choice.Right);
}
