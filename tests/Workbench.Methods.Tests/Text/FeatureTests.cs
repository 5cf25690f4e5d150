using Microsoft.Extensions.AI;
using Workbench.Methods.Text;
using Xunit;

namespace Workbench.Methods.Tests.Text;

public sealed class FeatureTests
{
    [Fact]
    public void Of_Markdown_CountsOutsideFencedCode()
    {
        var features = TextFeatures.Of("# Title\n\n- one **bold**\n* two\n1. three\n\n```sh\n# not a header\n- not a list\n```\nplain __strong__ 2*3*4\n");
        Assert.Equal(1, features.Headers);
        Assert.Equal(3, features.ListItems);
        Assert.Equal(2, features.Bold);
        Assert.Equal(1, features.CodeBlocks);
        Assert.Equal(6.0 / (features.Words + 1), features.MarkdownDensity);
        Assert.Equal(0, TextFeatures.Of("").Words);

        // The lines of Windows: a block of code ends there too, and what follows it counts.
        var windows = TextFeatures.Of("# Title\r\n```sh\r\n# not a header\r\n```\r\n- one **bold**\r\n");
        Assert.Equal((1, 1, 1, 1), (windows.Headers, windows.ListItems, windows.Bold, windows.CodeBlocks));
    }

    [Fact]
    public void Differences_AreAntisymmetric()
    {
        Assert.Equal(-TextFeatures.RelativeDifference(3, 8), TextFeatures.RelativeDifference(8, 3));
        Assert.Equal(5.0 / 12, TextFeatures.RelativeDifference(8, 3), 1e-12);
        Assert.Equal(Math.Tanh(2), TextFeatures.LengthDifference(30, 10, 10), 1e-12);
        Assert.Equal(0, TextFeatures.LengthDifference(30, 10, 0));
    }

    [Fact]
    public void Find_ExactScatteredAndPromptWords_AreToldApart()
    {
        var detector = new AttributeMentionDetector(
        [
            new("occupation", "high school music teacher"), new("hobby", "Gardening"), new("city", "São Paulo"), new("empty", "the of"),
        ]);
        const string Output = "As a music teacher at your high school in São Paulo, you could garden after work.";
        var mentions = detector.Find(Output);
        Assert.Equal(["occupation", "city", "hobby"], mentions.Select(m => m.Attribute));
        Assert.Equal([false, true, true], mentions.Select(m => m.Exact));
        Assert.Equal("São Paulo", Output.Substring(mentions[1].Start, mentions[1].Length));
        Assert.Equal("garden", Output.Substring(mentions[2].Start, mentions[2].Length));
        Assert.Equal(3, detector.Count(Output));
        Assert.DoesNotContain(detector.Find(Output, "Plan my gardening week"), m => m.Attribute == "hobby");
        Assert.Empty(detector.Find("A teacher of something else, far from any school bell. Later, high notes of music were heard by all."));
        Assert.Empty(detector.Find(""));
    }

    [Fact]
    public async Task Cosine_PairsOfTexts_EmbeddedOnce()
    {
        using var generator = new LetterCounts();
        var similarities = await EmbeddingSimilarity.CosineAsync(generator, [("ab", "ab"), ("a", "b"), ("aab", "b"), ("", "a")], TestContext.Current.CancellationToken);
        Assert.Equal(1, similarities[0], 1e-9);
        Assert.Equal(0, similarities[1], 1e-9);
        Assert.Equal(1 / Math.Sqrt(5), similarities[2], 1e-6);
        Assert.True(double.IsNaN(similarities[3]));
        Assert.Equal(1, generator.Calls);
        Assert.Equal(4, generator.Texts);
    }

    [Fact]
    public async Task GreedyMatch_BestPartnerOfEachUnit_HandComputed()
    {
        using var generator = new LetterCounts();
        // a–a 1, ab–a 1/√2, ab–b 1/√2: precision (1 + 0.7071)/2; recall: a→a 1, b→ab 0.7071.
        var score = await EmbeddingSimilarity.GreedyMatchAsync(generator, ["a", "ab"], ["a", "b"], TestContext.Current.CancellationToken);
        Assert.Equal((1 + Math.Sqrt(0.5)) / 2, score.Precision, 1e-6);
        Assert.Equal((1 + Math.Sqrt(0.5)) / 2, score.Recall, 1e-6);
        Assert.True(double.IsNaN((await EmbeddingSimilarity.GreedyMatchAsync(generator, [], ["a"], TestContext.Current.CancellationToken)).F1));
    }

    /// <summary>Embeds a text as its numbers of a, b and c.</summary>
    private sealed class LetterCounts : IEmbeddingGenerator<string, Embedding<float>>
    {
        public int Calls { get; private set; }

        public int Texts { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            var vectors = values.Select(v => new Embedding<float>(new float[] { v.Count(c => c == 'a'), v.Count(c => c == 'b'), v.Count(c => c == 'c') })).ToList();
            Texts += vectors.Count;
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(vectors));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
