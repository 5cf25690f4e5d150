using System.Text.Json;
using Workbench.Data;
using Workbench.Features.Annotation;
using Workbench.Methods.Personas;
using Workbench.Shared.Judging;

namespace Workbench.Features.Datasets;

/// <summary>Marked passages as they stand in a file: with the condition that was shown at their side, and the item's words.</summary>
internal static class SpanRecords
{
    // Without a persona its words stay in the program.
    public static string ToJson(IReadOnlyList<HighlightedSpan> spans, string? left, string? right, Persona? persona) =>
        JsonSerializer.Serialize(spans.Select(span => new Dictionary<string, object?>
        {
            ["side"] = span.Side,
            ["condition"] = span.Side == Choice.Left ? left : right,
            ["start"] = span.Start,
            ["length"] = span.Length,
            ["quote"] = span.Quote,
            ["unsupported"] = span.Field is null,
            ["field"] = span.Field,
            ["item"] = span.Item,
            ["item_text"] = span is { Field: { } field, Item: { } item } ? persona?.Of(field).ElementAtOrDefault(item)?.Text : null,
        }), JsonColumn.Options);
}
