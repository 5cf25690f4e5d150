using Microsoft.Extensions.Logging.Abstractions;
using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Methods.Personas;
using Workbench.Shared;
using Workbench.Testing.Surroundings;
using Xunit;

namespace Workbench.Tests.Features.Models;

public sealed class RecordedRepliesTests : IDisposable
{
    private const string Ada = """{"id":"ada","name":"Ada","age":36,"style_note":"Plain words."}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CanAnswer_WithoutSeedData_KnowsNothing() => Assert.Equal(0, Replies().Count);

    [Fact]
    public async Task Find_TheExactRequest_GivesItsText()
    {
        var replies = await WithSampleAsync();

        Assert.Equal(2, replies.Count);
        Assert.Equal("For Ada.", replies.Find(Hash("persona_prompt", "Tea or coffee?")));
        Assert.Equal("For anybody.", replies.Find(Hash("none", "Tea or coffee?")));
    }

    [Fact]
    public async Task CanAnswer_AnotherRequest_IsFalse()
    {
        var replies = await WithSampleAsync();

        Assert.False(replies.CanAnswer(Hash("none", "Tea or coffee")));
        Assert.False(replies.CanAnswer(Hash("none", "Tea or coffee?", sample: 1)));
        Assert.False(replies.CanAnswer(Hash("none", "Tea or coffee?", model: "another")));
        Assert.False(replies.CanAnswer(Hash("persona_prompt", "Tea or coffee?", persona: Ada.Replace("36", "37", StringComparison.Ordinal))));
    }

    private static string Hash(string technique, string prompt, int sample = 0, string model = RecordedEndpoint.Model, string persona = Ada) =>
        PlannedRequest.Compose(new ConditionDesign { Name = technique, Technique = technique, Model = model },
            ModelRequest.RecordedAddress, PersonaJson.Read(persona), prompt, sample).Request.Hash();

    private RecordedReplies Replies() => new(new ContentRoot(_folder.Path), NullLogger<RecordedReplies>.Instance);

    private async Task<RecordedReplies> WithSampleAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await _folder.WriteAsync("seed-data/personas.jsonl", Ada + "\n", cancel);
        await _folder.WriteAsync("seed-data/prompts.jsonl", """{"id":"tea","category":"advice","text":"Tea or coffee?"}""" + "\n", cancel);
        await _folder.WriteAsync("seed-data/sample-study/outputs.jsonl", """
            {"prompt":"tea","condition":"non-personalized","persona":null,"text":"For anybody."}
            {"prompt":"tea","condition":"persona-prompt","persona":"ada","text":"For Ada."}
            """, cancel);
        return Replies();
    }
}
