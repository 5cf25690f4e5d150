using System.Globalization;
using Workbench.Methods.Personas;

namespace Workbench.Features.Personas;

/// <summary>One value of a field while it is edited; equal only to itself.</summary>
public sealed class PersonaEntry
{
    public string Text { get; set; } = "";
    public string Title { get; set; } = "";
    public string Date { get; set; } = "";
    public string Rejected { get; set; } = "";

    /// <summary>What an imported entry held besides (<see cref="PersonaItem.Extra"/>).</summary>
    public string Extra { get; init; } = "";

    /// <summary>Whether something beside the text is filled in.</summary>
    public bool HasMore => Title.Trim().Length > 0 || Date.Length > 0 || Rejected.Trim().Length > 0;

    public static PersonaEntry Of(PersonaItem item) => new()
    {
        Text = item.Text,
        Title = item.Title ?? "",
        Date = item.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        Rejected = item.Rejected ?? "",
        Extra = item.Extra ?? "",
    };

    public static IEnumerable<PersonaEntry> FromDraft(string field, IReadOnlyDictionary<string, string> kept)
    {
        for (var i = 0; kept.TryGetValue(NameOf(field, i, "text"), out var text); i++)
            yield return new()
            {
                Text = text,
                Title = kept.GetValueOrDefault(NameOf(field, i, "title"), ""),
                Date = kept.GetValueOrDefault(NameOf(field, i, "date"), ""),
                Rejected = kept.GetValueOrDefault(NameOf(field, i, "rejected"), ""),
                Extra = kept.GetValueOrDefault(NameOf(field, i, "extra"), ""),
            };
    }

    /// <summary>The name of an input, under which the browser keeps its draft.</summary>
    public static string NameOf(string field, int position, string part) => string.Create(CultureInfo.InvariantCulture, $"{field}/{position}/{part}");

    public PersonaItem ToItem(string field) => new()
    {
        Field = field,
        Text = Text,
        Title = Title.Trim().Length > 0 ? Title : null,
        Date = DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        Rejected = Rejected.Trim().Length > 0 ? Rejected : null,
        Extra = Extra.Length > 0 ? Extra : null,
    };
}
