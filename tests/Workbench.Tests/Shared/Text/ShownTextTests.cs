using Workbench.Shared.Text;
using Xunit;

namespace Workbench.Tests.Shared.Text;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("A **bold** [word](https://example.org) and `code`.", "A bold word and code.\n")]
    [InlineData("# Title\n\n- one\n- two", "Title\n\none\ntwo\n\n")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>\n")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Of_Markdown_IsWhatAReaderSees(string? markdown, string expected) => Assert.Equal(expected, ShownText.Of(markdown));

    [Fact]
    public void Differences_OnlyMarkdownMarksDiffer_AreNone()
    {
        var found = ShownText.Differences("Take the **slow** train.", "Take the *slow* train.");

        Assert.Empty(found.Left);
        Assert.Empty(found.Right);
    }

    [Fact]
    public void Differences_AWordDiffers_AreFoundInBothAtTheirOwnPlaces()
    {
        const string left = "Take the **slow** train to Cluj and read on the way.";
        const string right = "Oh, take the _fast_ train to Cluj and read on the way.";
        var found = ShownText.Differences(left, right);

        Assert.Contains("slow", Words(left, found.Left), StringComparison.Ordinal);
        Assert.Contains("fast", Words(right, found.Right), StringComparison.Ordinal);
        Assert.DoesNotContain("Cluj", Words(left, found.Left) + Words(right, found.Right), StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_Swapped_AreTheMirrorImage()
    {
        var (one, other) = (ShownText.Differences("a slow train", "a fast train"), ShownText.Differences("a fast train", "a slow train"));

        Assert.NotEmpty(one.Left);
        Assert.Equal(one.Left, other.Right);
        Assert.Equal(one.Right, other.Left);
    }

    private static string Words(string markdown, IReadOnlyList<int> places)
    {
        var text = ShownText.Of(markdown);
        return string.Join('|', places.Chunk(2).Select(p => text.Substring(p[0], p[1])));
    }
}
