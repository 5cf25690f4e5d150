namespace Workbench.Features.Models;

/// <summary>Base addresses of OpenAI-compatible servers, as people write them.</summary>
public static class EndpointAddress
{
    public const int MaxLength = 500;

    private const string ChatPath = "/chat/completions";

    /// <summary>The address without a closing slash and without <c>/chat/completions</c>, or what is wrong with it.</summary>
    public static (string? Address, string? Problem) Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return (null, "A server has an address, such as http://localhost:11434/v1.");
        if (trimmed.Length > MaxLength)
            return (null, $"At most {MaxLength} characters fit.");
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return (null, "An address begins with http:// or https://, such as http://localhost:11434/v1.");
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return (null, "The address holds no password and no '?' or '#'; the key has its own field.");
        var plain = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return (plain.EndsWith(ChatPath, StringComparison.OrdinalIgnoreCase) ? plain[..^ChatPath.Length] : plain, null);
    }

    /// <summary>Whether a key for one address may be sent to the other: same scheme, host and port.</summary>
    public static bool SharesKey(string one, string other) =>
        Uri.TryCreate(one, UriKind.Absolute, out var a) && Uri.TryCreate(other, UriKind.Absolute, out var b)
        && string.Equals(a.GetLeftPart(UriPartial.Authority), b.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
