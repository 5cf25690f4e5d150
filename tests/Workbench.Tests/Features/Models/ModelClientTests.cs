using Workbench.Features.Generation;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Testing.OpenAi;
using Xunit;

namespace Workbench.Tests.Features.Models;

public sealed class ModelClientTests : ModelTests
{
    [Fact]
    public async Task AskAsync_Answered_CarriesWhatTheServerSaid()
    {
        await ChangeEndpointAsync(e => (e.InputPrice, e.OutputPrice) = (2, 8));
        Server.Enqueue(TestReply.Answer("Tea.") with { Usage = new TestUsage(120, 7), SystemFingerprint = "fp_1", FinishReason = "length" });

        var reply = await Client.AskAsync(Endpoint, Request(), Cancel);

        Assert.Equal(("Tea.", "test-model", "length", "fp_1", 120, 7, OutputOrigin.Model),
            (reply.Text, reply.Model, reply.FinishReason, reply.Fingerprint, reply.InputTokens, reply.OutputTokens, reply.Origin));
        // 120 tokens at 2 and 7 at 8 per million
        Assert.Equal(296e-6, reply.Cost!.Value, 12);
        var sent = Assert.Single(Server.ChatRequests);
        Assert.Equal([("system", "You are Ada."), ("user", "Tea or coffee?")], sent.Messages);
        Assert.Equal("0.7", sent.Property("temperature")!.Value.GetRawText());
        Assert.Equal(700, sent.Property("max_completion_tokens")!.Value.GetInt32());
        Assert.Null(sent.Property("max_tokens"));
        Assert.Null(sent.Property("top_p"));
    }

    [Fact]
    public async Task AskAsync_ServerThatKnowsOnlyMaxTokens_GetsMaxTokens()
    {
        await ChangeEndpointAsync(e => e.UsesMaxTokens = true);

        await Client.AskAsync(Endpoint, Request(decoding: new Decoding { Temperature = null, TopP = 0.9, MaxOutputTokens = 64 }), Cancel);

        var sent = Assert.Single(Server.ChatRequests);
        Assert.Equal(64, sent.Property("max_tokens")!.Value.GetInt32());
        Assert.Null(sent.Property("max_completion_tokens"));
        Assert.Null(sent.Property("temperature"));
        Assert.Equal("0.9", sent.Property("top_p")!.Value.GetRawText());
    }

    [Fact]
    public async Task AskAsync_WithoutKey_SendsNone()
    {
        await Client.AskAsync(Endpoint, Request(), Cancel);
        await Client.AskAsync(await AddEndpointAsync(key: "sk-secret"), Request("Another?"), Cancel);

        Assert.Null(Server.ChatRequests[0].Authorization);
        Assert.Equal("Bearer sk-secret", Server.ChatRequests[1].Authorization);
    }

    [Fact]
    public async Task AskAsync_TheSameRequestAgain_ComesFromTheCacheAndCostsNothing()
    {
        await ChangeEndpointAsync(e => e.InputPrice = 2);

        var first = await Client.AskAsync(Endpoint, Request(), Cancel);
        var again = await Client.AskAsync(Endpoint, Request(), Cancel);
        var other = await Client.AskAsync(Endpoint, Request(sample: 1), Cancel);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal((OutputOrigin.Cache, 0.0), (again.Origin, again.Cost));
        Assert.Equal(OutputOrigin.Model, other.Origin);
        Assert.Equal(2, Server.ChatRequests.Count);
    }

    [Fact]
    public async Task AskAsync_EqualRequestsUnderWay_AreOneCall()
    {
        var gate = new TaskCompletionSource();
        Server.Otherwise(_ => TestReply.Derived with { Gate = gate.Task });

        var asking = Enumerable.Range(0, 8).Select(_ => Client.AskAsync(Endpoint, Request(), Cancel)).ToList();
        await Server.WaitForAsync(requests => requests.Count == 1, Cancel);
        gate.SetResult();
        var replies = await Task.WhenAll(asking);

        Assert.Single(Server.ChatRequests);
        Assert.Single(replies.Select(r => r.Text).Distinct());
        Assert.Equal(1, replies.Count(r => r.Origin == OutputOrigin.Model));
    }

    [Fact]
    public async Task AskAsync_LeaderGivesUp_AnotherTakesItsPlace()
    {
        var gate = new TaskCompletionSource();
        Server.Enqueue(TestReply.Hang);
        using var leaving = new CancellationTokenSource();

        var leader = Client.AskAsync(Endpoint, Request(), leaving.Token);
        await Server.WaitForAsync(requests => requests.Count == 1, Cancel);
        var follower = Client.AskAsync(Endpoint, Request(), Cancel);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        Assert.Equal(OutputOrigin.Model, (await follower).Origin);
    }

    [Fact]
    public async Task AskAsync_Refused_FailsAtOnceWithTheServersMessage()
    {
        Server.Otherwise(_ => TestReply.BadRequest("temperature must be at most 2"));

        var fault = await Assert.ThrowsAsync<ModelException>(() => Client.AskAsync(Endpoint, Request(), Cancel));

        Assert.Equal("The server refused the request (400): temperature must be at most 2", fault.Message);
        Assert.False(fault.IsTransient);
        Assert.Single(Server.ChatRequests);
    }

    [Fact]
    public async Task AskAsync_KeyRejected_SaysSoWithoutTheKey()
    {
        var endpoint = await AddEndpointAsync(key: "sk-very-secret");
        Server.Otherwise(_ => TestReply.Error(401, "Incorrect API key provided: sk-very-secret", "invalid_request_error", "invalid_api_key"));

        var fault = await Assert.ThrowsAsync<ModelException>(() => Client.AskAsync(endpoint, Request(), Cancel));

        Assert.Equal(ModelFault.KeyRejected, fault.Fault);
        Assert.Equal("The server rejected the key (401): Incorrect API key provided: [key]", fault.Message);
        Assert.DoesNotContain(Workbench.Log, line => line.Contains("sk-very-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("malformed")]
    [InlineData("no choices")]
    [InlineData("cut")]
    public async Task AskAsync_UnreadableReply_IsTriedAgainThenReported(string kind)
    {
        await ChangeEndpointAsync(e => e.MaxAttempts = 1);
        Server.Otherwise(_ => kind switch { "malformed" => TestReply.MalformedJson, "no choices" => TestReply.NoChoices, _ => TestReply.CutMidway });

        var fault = await Assert.ThrowsAsync<ModelException>(() => Client.AskAsync(Endpoint, Request(), Cancel));

        Assert.Equal(kind == "cut" ? ModelFault.Unreachable : ModelFault.Malformed, fault.Fault);
        Assert.True(fault.IsTransient);
    }

    [Fact]
    public async Task AskAsync_RecordedModel_NeverInventsAnAnswer()
    {
        await Workbench.RunStepAsync<PrepareEndpoints>(Cancel);

        var fault = await Assert.ThrowsAsync<ModelException>(() => Client.AskAsync(
            RecordedEndpoint.Id, Request(model: RecordedEndpoint.Model) with { Address = ModelRequest.RecordedAddress }, Cancel));

        Assert.Equal(ModelFault.NotConnected, fault.Fault);
        Assert.Contains("Connect a model on the Models page", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_EndpointMovedSinceTheRequestWasPlanned_IsRefused()
    {
        var planned = Request() with { Address = "http://127.0.0.1:9/v1" };

        var fault = await Assert.ThrowsAsync<ModelException>(() => Client.AskAsync(Endpoint, planned, Cancel));

        Assert.Contains("planned for http://127.0.0.1:9/v1", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }
}
