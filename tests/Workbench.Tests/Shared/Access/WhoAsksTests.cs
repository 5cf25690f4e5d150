using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Testing.Programs;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Shared.Access;

/// <summary>Who a request is, by where it comes from and what it brings.</summary>
public sealed class WhoAsksTests
{
    private const string Key = "a-long-key-for-scripts";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_OnOnesOwnMachine_IsTheOwners()
    {
        await using var program = await StartAsync();

        Assert.Equal((HttpStatusCode.OK, "local-owner"), await AskAsync(program));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "visitor.example")]
    [InlineData("X-Original-Proto", "http")]
    [InlineData("X-Original-Host", "127.0.0.1")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task Request_ThatMayComeFromElsewhere_IsNobodys(string header, string value)
    {
        await using var program = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program, (header, value))).Status);
    }

    [Theory]
    [InlineData("0.0.0.0", "")]
    [InlineData("127.0.0.1", "Workbench:LocalOwner=false")]
    [InlineData("127.0.0.1", "Workbench:TrustedProxies=127.0.0.1")]
    public async Task Request_ToAServerThatWantsSigningIn_IsNobodys(string host, string setting)
    {
        await using var program = await StartAsync(host, setting);

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program)).Status);
    }

    [Fact]
    public async Task Request_WithTheKey_ActsAsTheOwner()
    {
        await using var program = await StartAsync("0.0.0.0", $"Workbench:ApiKey={Key}");

        Assert.Equal((HttpStatusCode.OK, "api-key"), await AskAsync(program, ("Authorization", $"Bearer {Key}")));
    }

    [Theory]
    [InlineData("127.0.0.0/8", "https visitor.example 203.0.113.7")]
    [InlineData("10.0.0.1", "http 127.0.0.1 127.0.0.1")]
    [InlineData("", "http 127.0.0.1 127.0.0.1")]
    public async Task Request_ThroughAProxy_TakesItsWordOnlyWhereItIsTrusted(string trusted, string expected)
    {
        await using var program = await RunningWorkbench.StartAsync(Cancel, "0.0.0.0", [$"Workbench:TrustedProxies={trusted}"], prepare: app =>
            app.MapGet("/api/test/whence", (HttpContext http) => $"{http.Request.Scheme} {http.Request.Host.Host} {http.Connection.RemoteIpAddress}").AllowAnonymous());
        using var visitor = program.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/whence")
        {
            Headers = { { "X-Forwarded-For", "203.0.113.7" }, { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "visitor.example" } },
        };

        using var answer = await visitor.Http.SendAsync(request, Cancel);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Request_OfAVisitorOnTheProxysMachine_IsNobodys()
    {
        await using var program = await StartAsync("127.0.0.1", "Workbench:TrustedProxies=127.0.0.1");

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program, ("X-Forwarded-For", "127.0.0.1"))).Status);
    }

    [Fact]
    public async Task Start_WithAProxyThatIsNoAddress_NamesTheSetting()
    {
        var error = await Assert.ThrowsAsync<SettingException>(() => StartAsync("127.0.0.1", "Workbench:TrustedProxies=10.0.0.1, proxy.local"));

        Assert.Contains("Workbench:TrustedProxies: 'proxy.local'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Workbench__TrustedProxies", "proxy.local", "Workbench:TrustedProxies: 'proxy.local'")]
    [InlineData("Workbench__LocalOwner", "perhaps", "Workbench:LocalOwner is 'perhaps'")]
    public async Task Program_WithASettingThatIsNone_EndsWithOneLineAndCodeTwo(string name, string value, string said)
    {
        var result = await ProgramProcess.RunVerbAsync(new() { Environment = new Dictionary<string, string> { [name] = value } }, ["serve"], "", Cancel);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"Workbench does not start. {said}", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("bearer a-long-key-for-script")]
    public async Task Request_WithAWrongKey_IsNobodysEvenOnOnesOwnMachine(string header)
    {
        await using var program = await StartAsync("127.0.0.1", $"Workbench:ApiKey={Key}");

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(program, ("Authorization", header))).Status);
    }

    [Fact]
    public async Task Request_WithTheKeyForAPage_IsNobodys()
    {
        await using var program = await StartAsync("0.0.0.0", $"Workbench:ApiKey={Key}");
        using var visitor = program.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/studies") { Headers = { Authorization = new("Bearer", Key) } };

        using var answer = await visitor.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Change_SentByAForeignPage_IsRefused()
    {
        await using var program = await StartAsync();
        using var visitor = program.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/test/who") { Headers = { { "Origin", "https://evil.example" } } };

        using var answer = await visitor.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static Task<RunningWorkbench> StartAsync(string host = "127.0.0.1", string setting = "") =>
        RunningWorkbench.StartAsync(Cancel, host, setting.Length > 0 ? [setting] : [], prepare: app =>
            app.MapMethods("/api/test/who", ["GET", "POST"], (HttpContext http) => http.User.ToActor().Id));

    private static async Task<(HttpStatusCode Status, string Who)> AskAsync(RunningWorkbench program, params (string Name, string Value)[] headers)
    {
        using var visitor = program.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/who");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await visitor.Http.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
