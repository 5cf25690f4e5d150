using Workbench.Data.Seeding;
using Workbench.Methods.Judgments;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Data;

public sealed class SampleStudyFilesTests
{
    private static readonly SampleStudyFiles Files = new(Path.Combine(RepositoryRoot.Path, "seed-data"));

    /// <summary>The shipped judgments are what their seed gives. <c>UPDATE_SEED_DATA=1</c> writes the file anew.</summary>
    [Fact]
    public void Judgments_SimulatedFromTheSeed_AreTheShippedFile()
    {
        using var buffer = new MemoryStream();
        JudgmentJsonLines.Write(buffer, Files.Simulate());
        if (Environment.GetEnvironmentVariable("UPDATE_SEED_DATA") == "1")
            File.WriteAllBytes(Files.JudgmentsPath, buffer.ToArray());

        Assert.Equal(File.ReadAllBytes(Files.JudgmentsPath), buffer.ToArray());
    }

    [Fact]
    public void Library_AsShipped_IsAsLargeAndAsFreeOfProblemsAsThePromiseSays()
    {
        var personas = Files.Personas();
        var prompts = Files.Prompts();

        Assert.True(personas.Count >= 24);
        Assert.True(personas.Values.Count(p => p.Of("documents").Count() >= 5) >= 5);
        Assert.Empty(personas.Values.SelectMany(p => p.Problems()));
        Assert.True(prompts.Count >= 36);
        Assert.True(prompts.Values.Select(p => p.Category).Distinct().Count() >= 6);
        Assert.Empty(prompts.Values.SelectMany(p => p.Problems()));
    }

    [Fact]
    public void Judgments_AsShipped_SayThatTheyAreSimulatedAndBalanceTheSides()
    {
        var judgments = Files.Simulate().ToList();

        Assert.Equal(8 * 6 * 3, judgments.Count);
        Assert.All(judgments, j => Assert.True(j.Extra.ContainsKey("simulated")));
        Assert.All(judgments, j => Assert.StartsWith("simulated-", j.Rater, StringComparison.Ordinal));
        Assert.All(judgments.GroupBy(j => j.Item), item => Assert.InRange(item.Count(j => j.Left == SampleStudyFiles.NonPersonalized), 1, 2));
        Assert.All(judgments.GroupBy(j => (j.Item, j.Rater)), once => Assert.Single(once));
    }
}
