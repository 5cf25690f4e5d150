using System.Text.RegularExpressions;

namespace Workbench.Methods.Personalization;

/// <summary>
/// Keeps what a persona says apart from what the researcher says: a persona's text stands between tags, and cannot
/// end them. It does not keep a model from obeying an instruction it reads there; it makes sure that the model can tell.
/// </summary>
public static class Fence
{
    /// <summary>The text with the tag's own opening and closing made harmless; every other character stays.</summary>
    /// <param name="tag">Name of the tag, letters only.</param>
    /// <param name="text">What will stand between the tags.</param>
    public static string Inside(string tag, string text) =>
        Regex.Replace(text, $@"<(?=[\s/]*{Regex.Escape(tag)}\b)", "&lt;", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
