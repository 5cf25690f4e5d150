using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared.Judging;
using Workbench.Shared.Text;

namespace Workbench.Features.Annotation;

/// <summary>Whether the marked passages stand in the answers as they were shown, and are tied to something of the persona.</summary>
internal static class SpanCheck
{
    /// <exception cref="ArgumentException">One does not; the message says which, and what is wrong.</exception>
    public static void Require(AnnotationDesign design, PairToJudge pair, IReadOnlyList<HighlightedSpan> spans)
    {
        if (Problem(design, pair, spans) is { } problem)
            throw new ArgumentException(problem, nameof(spans));
    }

    private static string? Problem(AnnotationDesign design, PairToJudge pair, IReadOnlyList<HighlightedSpan> spans)
    {
        if (spans.Count == 0)
            return null;
        if (!design.AsksSpans)
            return "This study does not ask for passages.";
        if (spans.Count > HighlightedSpan.MaxSpans)
            return $"A judgment can have {HighlightedSpan.MaxSpans} marked passages.";
        if (spans.Sum(s => (long)s.Quote.Length) > HighlightedSpan.MaxTotalLength)
            return $"All marked passages together can have {HighlightedSpan.MaxTotalLength} characters.";
        var (left, right) = (ShownText.Of(pair.Left), ShownText.Of(pair.Right ?? ""));
        return spans.Select((span, i) => Problem(span, i + 1, pair.Persona, left, right)).FirstOrDefault(p => p is not null);
    }

    private static string? Problem(HighlightedSpan span, int number, Persona? persona, string left, string right)
    {
        var text = span.Side switch
        {
            Choice.Left => left,
            Choice.Right => right,
            Choice.Tie or Choice.BothBad => null,
            _ => null,
        };
        if (text is null)
            return $"Passage {number}: the side is 'left' or 'right'.";
        if (span.Length is < 1 or > HighlightedSpan.MaxQuoteLength)
            return $"Passage {number} can have 1 to {HighlightedSpan.MaxQuoteLength} characters.";
        if (span.Start < 0 || span.Start > text.Length - span.Length || !text.AsSpan(span.Start, span.Length).SequenceEqual(span.Quote))
            return $"Passage {number} is not in the answer as it is shown. Remove it and mark it again.";
        return (span.Field, span.Item) switch
        {
            (null, null) => null,
            ({ } field, { } item) when item >= 0 && item < (persona?.Of(field).Count() ?? 0) => null,
            _ => $"Passage {number} is tied to something that is not known about the person.",
        };
    }
}
