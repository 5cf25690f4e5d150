using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>
/// The platform's list of submissions: a table with a header that has a column for the participant's id and one for the
/// status, as Prolific's export has <c>Participant id</c> and <c>Status</c>. Further columns are not looked at.
/// </summary>
internal sealed record SubmissionList(IReadOnlyDictionary<string, CrowdState?> Ends, IReadOnlyList<string> Problems)
{
    public const int MaxLength = 800_000;

    /// <summary>
    /// Reads the list. Each id comes once, with the state that its participant has according to the platform; null where they are
    /// still part of the study. Somebody with several submissions is part of it as long as one of them is.
    /// </summary>
    /// <param name="text">Comma, semicolon or tab separated.</param>
    /// <param name="idParameter">The door's parameter, whose name is also taken for the column of the ids.</param>
    public static SubmissionList Read(string text, string idParameter)
    {
        if (text.Length > MaxLength)
            return Bad($"The list can have {MaxLength} characters.");
        text = text.TrimStart('\uFEFF').Trim();
        var firstLine = text.Split('\n')[0];
        var delimiter = firstLine.Contains('\t', StringComparison.Ordinal) ? "\t" : firstLine.Contains(';', StringComparison.Ordinal) ? ";" : ",";
        using var csv = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = null });
        if (!csv.Read())
            return Bad("The list is empty.");
        string[] header = [.. csv.Record!.Select(Plain)];
        var idColumn = Array.FindIndex(header, h => h == "PARTICIPANTID" || h == Plain(idParameter));
        var statusColumn = Array.IndexOf(header, "STATUS");
        if (idColumn < 0 || statusColumn < 0)
            return Bad("The first line has to name the columns, among them “Participant id” and “Status”.");
        var rows = new List<(string Id, string Status)>();
        while (csv.Read())
            if (csv.Record is { } row && row.Length > Math.Max(idColumn, statusColumn) && row[idColumn].Trim() is { Length: > 0 } id)
                rows.Add((id, Plain(row[statusColumn])));
        return Of(rows);
    }

    private static SubmissionList Of(List<(string Id, string Status)> rows)
    {
        var unknown = rows.Select(r => r.Status).Where(s => !IsKnown(s)).Distinct().ToList();
        var ends = rows.Where(r => IsKnown(r.Status)).GroupBy(r => r.Id)
            .ToDictionary(g => g.Key, g => g.Any(r => EndOf(r.Status) is null) ? null : EndOf(g.Last().Status));
        return new(ends, [.. unknown.Select(s => $"The status “{s}” says nothing to this program; its participants stay as they are.")]);
    }

    private static bool IsKnown(string status) => EndOf(status) is not null || status is "ACTIVE" or "RESERVED" or "APPROVED" or "AWAITINGREVIEW" or "COMPLETED" or "PENDING";

    private static CrowdState? EndOf(string status) => status switch
    {
        "RETURNED" => CrowdState.Returned,
        "TIMEDOUT" => CrowdState.TimedOut,
        "REJECTED" => CrowdState.Failed,
        "SCREENEDOUT" => CrowdState.ScreenedOut,
        _ => null,
    };

    // "Participant id", "participant_id", "TIMED-OUT" and "Timed out" are each one word, whatever the platform's taste.
    private static string Plain(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).Take(60)]);

    private static SubmissionList Bad(string problem) => new(new Dictionary<string, CrowdState?>(), [problem]);
}
