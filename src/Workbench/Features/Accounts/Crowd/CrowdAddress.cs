using System.Text.RegularExpressions;

namespace Workbench.Features.Accounts.Crowd;

/// <summary>An exit address with placeholders in braces.</summary>
internal static partial class CrowdAddress
{
    public const string Code = "code";
    public const string Id = "id";

    public static IEnumerable<string> PlaceholdersOf(string template) => Placeholder().Matches(template).Select(m => m.Groups[1].Value);

    /// <summary>The address with everything filled in and escaped; null where it is empty or something for it is missing.</summary>
    public static string? Fill(string template, string? code, string? id, IReadOnlyDictionary<string, string> extras)
    {
        var isWhole = template.Length > 0;
        var address = Placeholder().Replace(template, match =>
        {
            var value = match.Groups[1].Value switch
            {
                Code => code,
                Id => id,
                var name => extras.GetValueOrDefault(name),
            };
            isWhole &= !string.IsNullOrEmpty(value);
            return Uri.EscapeDataString(value ?? "");
        });
        return isWhole ? address : null;
    }

    /// <summary>What is wrong with it; null for nothing. Whatever is filled in, it leads to the one http or https host that it names.</summary>
    public static string? ProblemOf(string template, IReadOnlyCollection<string> known)
    {
        if (template.Length == 0)
            return null;
        if (PlaceholdersOf(template).FirstOrDefault(p => !known.Contains(p)) is { } unknown)
            return $"there is nothing to fill in for {{{unknown}}}; it can have {string.Join(", ", known.Select(k => $"{{{k}}}"))}";
        if (HostOf(template, "a") is not { } host || host != HostOf(template, "b"))
            return "it has to begin with https:// or http:// and the platform's host";
        return null;
    }

    private static string? HostOf(string template, string filling) =>
        Uri.TryCreate(Placeholder().Replace(template, filling), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.UserInfo.Length == 0 && address.Host.Length > 0
            ? address.GetLeftPart(UriPartial.Authority)
            : null;

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
