using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Workbench.Features.Models;
using Workbench.Shared.Access;
using Workbench.Testing.OpenAi;
using Xunit;

namespace Workbench.Tests.Features.Models;

/// <summary>The Test button says exactly what is wrong.</summary>
public sealed class EndpointProbeTests : ModelTests
{
    private EndpointStore Store => Workbench.Get<EndpointStore>();

    [Fact]
    public async Task TestAsync_AllWell_SaysHowLongItTookAndListsTheModels()
    {
        var check = await TestAsync(Draft());

        Assert.True(check.Works);
        Assert.Matches("^test-model answered in [0-9,]+ ms\\.$", check.Message);
        Assert.Equal(["test-embedding", "test-judge", "test-model"], check.Models);
    }

    [Fact]
    public async Task TestAsync_NoModelChosen_OffersThem() =>
        Assert.Equal("The server answers and has 3 models. Choose one, then test again.", (await TestAsync(Draft() with { Model = "" })).Message);

    [Fact]
    public async Task TestAsync_ModelNotThere_ListsSome()
    {
        Server.Models = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"];

        var check = await TestAsync(Draft() with { Model = "gpt-9" });

        Assert.False(check.Works);
        Assert.Equal("The server answers, but has no model named gpt-9. It has m1, m2, m3, m4, m5, m6 and 2 more.", check.Message);
    }

    [Fact]
    public async Task TestAsync_WrongOrMissingKey_SaysWhich()
    {
        Server.RequiredKey = "right";

        Assert.Equal("The server rejected the key (401): Incorrect API key provided", (await TestAsync(Draft() with { Key = "wrong" })).Message);
        Assert.Equal("The server wants a key, and none is stored (401): Incorrect API key provided", (await TestAsync(Draft())).Message);
    }

    [Fact]
    public async Task TestAsync_AddressWithoutV1_OffersTheOneThatAnswers()
    {
        var check = await TestAsync(Draft() with { Address = Server.Address.GetLeftPart(UriPartial.Authority) });

        Assert.False(check.Works);
        Assert.Equal(Server.Address.AbsoluteUri, check.BetterAddress);
    }

    [Fact]
    public async Task TestAsync_WrongPath_AsksForV1()
    {
        var check = await TestAsync(Draft() with { Address = Server.Address.AbsoluteUri + "/chat/v1" });

        Assert.Contains("(404)", check.Message, StringComparison.Ordinal);
        Assert.EndsWith("It usually ends in /v1.", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestAsync_NothingListens_SaysRefused()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var port = ((IPEndPoint)socket.LocalEndpoint).Port;
        socket.Stop();

        var check = await TestAsync(Draft() with { Address = $"http://127.0.0.1:{port}/v1" });

        Assert.Equal($"Nothing answers at 127.0.0.1:{port}: the connection was refused. Is the server running, and is the port right?", check.Message);
    }

    [Fact]
    public async Task TestAsync_UnknownName_SaysSo() =>
        Assert.StartsWith("The name no-such-host.invalid does not resolve.", (await TestAsync(Draft() with { Address = "http://no-such-host.invalid/v1" })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task TestAsync_HttpsToAPlainServer_SaysSo() =>
        Assert.StartsWith($"No secure connection to {Server.Address.Authority}", (await TestAsync(Draft() with { Address = Server.Address.AbsoluteUri.Replace("http:", "https:", StringComparison.Ordinal) })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://169.254.169.254/v1")]
    [InlineData("http://[fe80::1]/v1")]
    public async Task TestAsync_LinkLocalAddress_IsNotCalled(string address) =>
        Assert.EndsWith("is a link-local address; models are not called there.", (await TestAsync(Draft() with { Address = address })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task TestAsync_CallFailsThoughTheListWorks_GivesTheServersMessage()
    {
        Server.Otherwise(_ => TestReply.BadRequest("Unsupported parameter: 'max_completion_tokens'."));

        Assert.Equal("The server lists its models, but a call to test-model failed. The server refused the request (400): Unsupported parameter: 'max_completion_tokens'. Switch on 'older servers: max_tokens' below.",
            (await TestAsync(Draft())).Message);
    }

    [Fact]
    public async Task TestAsync_TooManyRequests_SaysSo()
    {
        Server.Otherwise(_ => TestReply.TooManyRequests(5));

        Assert.Contains("too many requests (429)", (await TestAsync(Draft())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "Something answers at {0}, but not in the OpenAI protocol. Is another program listening there?")]
    [InlineData("redirect", "The server points to another address (302); redirects are not followed. Enter the address it should be.")]
    [InlineData("error", "The server failed (503).")]
    public async Task TestAsync_AnotherKindOfServer_SaysWhatItIsNot(string kind, string expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var other = builder.Build();
        var redirected = 0;
        other.MapGet("/secret/models", () => redirected++);
        other.MapFallback(context =>
        {
            if (kind == "redirect")
                context.Response.Redirect("/secret/models");
            else
                context.Response.StatusCode = kind == "error" ? 503 : 200;
            return kind == "text" ? context.Response.WriteAsync("<html>Welcome</html>", Cancel) : Task.CompletedTask;
        });
        await other.StartAsync(Cancel);
        var address = other.Urls.Single() + "/v1";

        Assert.Equal(string.Format(null, expected, address), (await TestAsync(Draft() with { Address = address, Model = "" })).Message);
        Assert.Equal(0, redirected);
        await other.StopAsync(Cancel);
    }

    [Fact]
    public async Task CheckAsync_ServerThatHangs_SaysHowLongItWaited()
    {
        var time = new FakeTimeProvider();
        Server.Otherwise(_ => TestReply.Hang);

        var checking = new EndpointProbe(time).CheckAsync(Draft() with { TimeoutSeconds = 60 }, null, Cancel);
        await Server.WaitForAsync(requests => requests.Any(r => r.IsChat), Cancel);
        time.Advance(TimeSpan.FromSeconds(60));

        Assert.EndsWith("The server did not answer within 60 s.", (await checking).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_OffersOnlyWhatRuns()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        using var servers = new LocalServers(
            [("Ollama", Server.Address.AbsoluteUri), ("LM Studio", "http://127.0.0.1:9/v1"), ("vLLM", $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}/v1")], TimeProvider.System);

        var found = Assert.Single(await servers.FindAsync(Cancel));

        Assert.Equal(("Ollama", Server.Address.AbsoluteUri, 3), (found.Name, found.Address, found.Models.Count));
    }

    private Task<EndpointCheck> TestAsync(EndpointDraft draft) => Store.TestAsync(Actor.LocalOwner, null, draft, Cancel);

    private EndpointDraft Draft() => new() { Name = "Mine", Address = Server.Address.AbsoluteUri, Model = "test-model" };
}
