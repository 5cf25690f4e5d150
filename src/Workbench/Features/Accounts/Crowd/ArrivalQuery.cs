using Microsoft.Extensions.Primitives;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>
/// What the address says about who arrives. All of it is untrusted: only the configured parameters are looked at, each
/// given once, short, and of characters that ids are made of. Nothing in it gives a right.
/// </summary>
internal sealed record ArrivalQuery(string? Id, IReadOnlyDictionary<string, string> Extras)
{
    // Enough for hexadecimal ids, numbers, e-mail addresses and Base64; too little for markup, placeholders that a
    // platform left as they were ({{%PROLIFIC_PID%}}, %SURVEY_CODE%, [id]), and control characters.
    private const string Marks = "-_.~@+=:";

    /// <summary>An id that is missing, repeated, too long or of other characters is none; a kept parameter of that kind is left out.</summary>
    public static ArrivalQuery Read(CrowdDoorSettings settings, IQueryCollection query) => new(
        Value(query[settings.IdParameter]),
        settings.Extras.Select(name => (name, value: Value(query[name]))).Where(e => e.value is not null).ToDictionary(e => e.name, e => e.value!));

    private static string? Value(StringValues given) =>
        given.Count == 1 && given[0] is { Length: > 0 and <= CrowdParticipant.MaxPlatformIdLength } text && text.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal))
            ? text
            : null;
}
