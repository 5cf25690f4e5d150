using Workbench.Shared.Text;
using Xunit;

namespace Workbench.Tests.Shared.Text;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one", "")]
    [InlineData("", "one")]
    [InlineData("The cat sat on the mat.", "The dog sat on the mat.")]
    [InlineData("Completely other words here,\n\nin two paragraphs.", "Nothing like it; and in one.")]
    [InlineData("茶とコーヒー、どちらが好きですか", "紅茶とコーヒーの、どちらが好き")]
    [InlineData("a b c d e f", "f e d c b a")]
    [InlineData("emoji 👩‍🔬 stays", "emoji 👨‍🔬 stays whole")]
    public void Between_AnyTexts_GivesBothBack(string from, string to)
    {
        var parts = WordDiff.Between(from, to);

        Assert.Equal(from, string.Concat(parts.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)));
        Assert.Equal(to, string.Concat(parts.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)));
    }

    [Fact]
    public void Between_OneWordChanged_MarksThatWord() => Assert.Equal(
        [new(DiffKind.Same, "The "), new(DiffKind.Removed, "cat"), new(DiffKind.Added, "dog"), new(DiffKind.Same, " sat on the mat.")],
        WordDiff.Between("The cat sat on the mat.", "The dog sat on the mat."));

    [Fact]
    public void Between_OneCharacterOfAScriptWithoutSpaces_MarksThatCharacter() => Assert.Equal(
        [new(DiffKind.Added, "紅"), new(DiffKind.Same, "茶が好きです")], WordDiff.Between("茶が好きです", "紅茶が好きです"));

    [Fact]
    public void Between_DifferentSentences_DoesNotStutter() => Assert.Equal(
        [new(DiffKind.Removed, "Talk in private"), new(DiffKind.Added, "Ask this week"), new(DiffKind.Same, ".")],
        WordDiff.Between("Talk in private.", "Ask this week."));
}
