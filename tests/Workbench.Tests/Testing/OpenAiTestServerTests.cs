using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using Workbench.Testing.OpenAi;
using Xunit;

namespace Workbench.Tests.Testing;

/// <summary>The test server is read by the SDK that the program uses; these tests hold it to that.</summary>
public sealed class OpenAiTestServerTests : IAsyncLifetime
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private OpenAiTestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await OpenAiTestServer.StartAsync(_cancel);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Chat_WithoutScript_AnswersWithWhatIdentifiesTheRequest()
    {
        var first = await Chat().CompleteChatAsync([new SystemChatMessage("You are Ada."), new UserChatMessage("Tea or coffee?")], cancellationToken: _cancel);
        var second = await Chat().CompleteChatAsync([new SystemChatMessage("You are Bo."), new UserChatMessage("Tea or coffee?")], cancellationToken: _cancel);
        var again = await Chat().CompleteChatAsync([new SystemChatMessage("You are Ada."), new UserChatMessage("Tea or coffee?")], cancellationToken: _cancel);

        Assert.EndsWith("by test-model: Tea or coffee?", first.Value.Content[0].Text, StringComparison.Ordinal);
        Assert.NotEqual(first.Value.Content[0].Text, second.Value.Content[0].Text);
        Assert.Equal(first.Value.Content[0].Text, again.Value.Content[0].Text);
        Assert.Equal([1, 2], _server.ChatCounts.Values.Order());
        Assert.All(_server.Requests, request => Assert.True(request.Completed));
        Assert.Equal("Bearer test-key", _server.Requests[0].Authorization);
    }

    [Fact]
    public async Task Chat_Streamed_GivesTheSameTextAsPlainAndTheUsageAtTheEnd()
    {
        var plain = await Chat().CompleteChatAsync([new UserChatMessage("Where does the wind come from?")], cancellationToken: _cancel);
        var streamed = "";
        ChatTokenUsage? usage = null;
        await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("Where does the wind come from?")], cancellationToken: _cancel))
        {
            streamed += string.Concat(update.ContentUpdate.Select(part => part.Text));
            usage = update.Usage ?? usage;
        }

        Assert.Equal(plain.Value.Content[0].Text, streamed);
        Assert.Equal(plain.Value.Usage.TotalTokenCount, usage?.TotalTokenCount);
        Assert.True(_server.Requests[1].Stream);
        Assert.Equal(_server.Requests[0].Hash, _server.Requests[1].Hash);
    }

    [Fact]
    public async Task Chat_WithScriptedDetails_CarriesThemToTheSdk()
    {
        _server.Enqueue(TestReply.Answer("B") with
        {
            Usage = new TestUsage(120, 7) { CachedTokens = 64, ReasoningTokens = 3 },
            SystemFingerprint = "fp_1",
            FinishReason = "length",
            Logprobs = [new TestTokenLogprob("B", -0.1, ("A", -2.4))],
        });

        var answer = (await Chat().CompleteChatAsync([new UserChatMessage("A or B?")], cancellationToken: _cancel)).Value;

        Assert.Equal("B", answer.Content[0].Text);
        Assert.Equal((120, 7, 64, 3), (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount,
            answer.Usage.InputTokenDetails.CachedTokenCount, answer.Usage.OutputTokenDetails.ReasoningTokenCount));
        Assert.Equal("fp_1", answer.SystemFingerprint);
        Assert.Equal(ChatFinishReason.Length, answer.FinishReason);
        Assert.Equal("A", Assert.Single(Assert.Single(answer.ContentTokenLogProbabilities).TopLogProbabilities).Token);
    }

    [Fact]
    public async Task Chat_ScriptedErrors_ComeInTurnWithStatusMessageAndRetryAfter()
    {
        _server.Enqueue(TestReply.TooManyRequests(7), TestReply.ServerError(), TestReply.BadRequest("temperature must be at most 2"));

        var limited = await FailAsync();
        var broken = await FailAsync();
        var refused = await FailAsync();

        Assert.Equal((429, 500, 400), (limited.Status, broken.Status, refused.Status));
        Assert.True(limited.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait));
        Assert.Equal("7", wait);
        Assert.Contains("temperature must be at most 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WrongKeyOrUnknownModel_IsRefused()
    {
        _server.RequiredKey = "another-key";
        var unauthorized = await FailAsync();
        _server.RequiredKey = "test-key";
        var unknown = await Assert.ThrowsAsync<ClientResultException>(
            () => Client().GetChatClient("no-such-model").CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: _cancel));

        Assert.Equal((401, 404), (unauthorized.Status, unknown.Status));
        Assert.Contains("no-such-model", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_CutMidway_FailsPlainAndStreamed()
    {
        _server.Enqueue(TestReply.CutMidway, TestReply.CutMidway);

        await Assert.ThrowsAnyAsync<Exception>(() => Chat().CompleteChatAsync([new UserChatMessage("One two three four")], cancellationToken: _cancel));
        var pieces = 0;
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("One two three four")], cancellationToken: _cancel))
            {
                pieces += update.ContentUpdate.Count;
            }
        });

        Assert.True(pieces > 0, "Nothing of the stream arrived before the cut.");
        Assert.All(_server.Requests, request => Assert.False(request.Completed));
    }

    [Fact]
    public async Task Chat_HangingAndGated_EndWhenToldTo()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_cancel);
        var gate = new TaskCompletionSource();
        _server.When(request => request.LastUserMessage == "hang", TestReply.Hang);
        _server.When(request => request.LastUserMessage == "wait", TestReply.Answer("at last") with { Gate = gate.Task });

        var hanging = Chat().CompleteChatAsync([new UserChatMessage("hang")], cancellationToken: patience.Token);
        var waiting = Chat().CompleteChatAsync([new UserChatMessage("wait")], cancellationToken: _cancel);
        await _server.WaitForAsync(requests => requests.Count == 2, _cancel);
        Assert.Equal(2, _server.MostAtOnce);
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        await patience.CancelAsync();

        Assert.Equal("at last", (await waiting).Value.Content[0].Text);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        await _server.WaitForAsync(requests => requests.All(request => request.EndedAt is not null), _cancel);
        Assert.False(_server.Requests.Single(request => request.LastUserMessage == "hang").Completed);
    }

    [Fact]
    public async Task Chat_MalformedOrEmpty_IsNotTakenForAnAnswer()
    {
        _server.Enqueue(TestReply.MalformedJson, TestReply.NoChoices);

        await Assert.ThrowsAnyAsync<Exception>(() => Chat().CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: _cancel));
        var empty = await Chat().CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: _cancel);

        Assert.Throws<ArgumentOutOfRangeException>(() => empty.Value.FinishReason);
    }

    [Fact]
    public async Task Models_AreListed()
    {
        _server.Models = ["small", "large"];

        var models = await Client().GetOpenAIModelClient().GetModelsAsync(_cancel);

        Assert.Equal(["large", "small"], models.Value.Select(model => model.Id).Order());
    }

    [Fact]
    public async Task Embeddings_AreDeterministicAndNearForTextsThatShareWords()
    {
        var client = Client().GetEmbeddingClient("test-embedding");
        var vectors = (await client.GenerateEmbeddingsAsync(
            ["I grow tomatoes and beans", "tomatoes and beans need water", "the court adjourned on Monday"], cancellationToken: _cancel)).Value;
        var again = (await client.GenerateEmbeddingAsync("I grow tomatoes and beans", cancellationToken: _cancel)).Value;

        Assert.Equal(vectors[0].ToFloats().ToArray(), again.ToFloats().ToArray());
        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]));
    }

    private static double Dot(OpenAI.Embeddings.OpenAIEmbedding a, OpenAI.Embeddings.OpenAIEmbedding b) =>
        a.ToFloats().ToArray().Zip(b.ToFloats().ToArray(), (x, y) => x * y).Sum();

    private Task<ClientResultException> FailAsync() => Assert.ThrowsAsync<ClientResultException>(
        () => Chat().CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: _cancel));

    private ChatClient Chat() => Client().GetChatClient("test-model");

    private OpenAIClient Client() => new(
        new ApiKeyCredential("test-key"),
        new OpenAIClientOptions { Endpoint = _server.Address, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });
}
