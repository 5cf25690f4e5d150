using CsCheck;
using Workbench.Methods.Personas;

namespace Workbench.Methods.Tests.Personas;

/// <summary>Personas of every shape that the schema allows, in every script, with the characters that break formats.</summary>
internal static class RandomPersonas
{
    private static readonly string[] Words =
    [
        "plain", "  spaced ", "\"quoted\"", "back\\slash", "line\nbreak", "tab\tstop", "الخط العربي", "עברית", "日本語", "ภาษาไทย", "👩🏽‍🌾", "e\u0301",
        "</person>", "{\"a\":1}", "null", "007", "\u202Eright", "<b>", "'", "\u2028", "\0",
    ];

    public static Gen<string> Text { get; } = Gen.Select(OneOf(Words), Gen.String[0, 12], (word, noise) => word + noise);

    public static Gen<Persona> Any { get; } = Gen.Select(Text, Items(), OneOf("{}", "[1,2.50]", "\"ü\"", "1e400", "true", "{\"a\":[\"ב\"]}"), (name, items, raw) =>
        new Persona
        {
            Name = name,
            Items = items,
            Unknown = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["uid"] = raw, ["Ünknown field"] = "1" },
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<IReadOnlyList<PersonaItem>> Items() =>
        OneOf([.. PersonaSchema.Fields]).SelectMany(Item).List[0, 25].Select(items => (IReadOnlyList<PersonaItem>)items);

    private static Gen<PersonaItem> Item(PersonaField field) =>
        from text in field.Kind == PersonaFieldKind.Number ? Gen.Int[0, 120].Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)) : Text
        from title in Text.Null(0.3)
        from rejected in Text
        from day in Gen.Int[1, 3_000_000].Select(DateOnly.FromDayNumber).Nullable(0.5)
        from extra in OneOf<string?>(null, "{\"source\":\"forum\",\"n\":1}")
        select new PersonaItem
        {
            Field = field.Key,
            Text = text,
            Title = field.Kind == PersonaFieldKind.Pairs ? "asked " + title : title,
            Rejected = field.Kind == PersonaFieldKind.Pairs ? "no " + rejected : null,
            Date = day,
            Extra = extra,
        };
}
