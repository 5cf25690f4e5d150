using System.Globalization;
using System.Text;
using CsvHelper;
using Workbench.Methods.Judgments;
using Workbench.Shared;
using Workbench.Shared.Access;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>
/// <c>/api/studies/{id}/crowd/{door}</c>: who came, under which pseudonym they are in the data, and which code stands in
/// the door's form for the way their part ended, as CSV for paying them. It is the only way by which platform ids leave the program, and no dataset has them.
/// </summary>
internal static class CrowdPayment
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/studies/{id:guid}/crowd/{door:guid}", GetAsync).RefuseWithoutRight();

    private static async Task<IResult> GetAsync(Guid id, Guid door, HttpContext context, CrowdStore store, CancellationToken ct)
    {
        try
        {
            var view = await store.PaymentAsync(context.User.ToActor(), id, door, ct);
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(new UTF8Encoding(false).GetBytes(Write(view)), "text/csv; charset=utf-8", "participants.csv");
        }
        catch (MissingException missing)
        {
            return Results.Problem(missing.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }

    /// <summary>One row a participant; a text that a spreadsheet would run as a formula has an apostrophe before it.</summary>
    public static string Write(CrowdDoorView door)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        Row(csv, "participant_id", "pseudonym", "state", "code", "arrived_at", "ended_at", "minutes", "pairs_judged");
        foreach (var who in door.Participants)
            Row(csv, who.PlatformId, who.Pseudonym, CrowdWords.Key(who.State), CrowdExit.Of(door.Settings, who.State, null, new Dictionary<string, string>())?.Code,
                Time(who.ArrivedAt), Time(who.EndedAt), who.Minutes?.ToString("0.0", CultureInfo.InvariantCulture), who.Judged.ToString(CultureInfo.InvariantCulture));
        csv.Flush();
        return text.ToString();
    }

    private static void Row(CsvWriter csv, params IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(SpreadsheetText.Protect(cell));
        csv.NextRecord();
    }

    private static string? Time(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
