using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Xunit;
using PageRoute = Microsoft.AspNetCore.Components.RouteData;

namespace Workbench.Tests.Shared.Access;

/// <summary>Every page, endpoint and hub of the running program, asked by everybody; what is expected comes from <see cref="RightsTable"/> alone.</summary>
public sealed partial class RightsTests(RightsFixture fixture) : IClassFixture<RightsFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. RightsFixture.Kinds.Keys];

    [Fact]
    public void Table_AgainstTheProgram_HasALineForEveryRouteAndNoOther()
    {
        var routes = Routes().Select(r => r.Path).Distinct().ToHashSet();

        Assert.Empty(routes.Except(RightsTable.Lines.Keys));
        Assert.Empty(RightsTable.Lines.Keys.Except(routes));
    }

    [Fact]
    public void Files_OfTheProgram_AreTheOnlyOthers()
    {
        var files = Endpoints().Where(IsFile).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotNull(file.Metadata.GetMetadata<IAllowAnonymous>()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Request_ByEachKind_IsLetInOrTurnedAwayAsTheTableSays(string kind)
    {
        var wrong = new List<string>();
        foreach (var (path, endpoint) in Routes())
        {
            var line = RightsTable.Lines[path];
            // Only an endpoint tells of the study's right by its status; a page says it in its circuit (below).
            var expected = MayEnter(kind, line) && (!path.StartsWith("/api/", StringComparison.Ordinal) || HasRight(kind, line));
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var first, ..] ? first : HttpMethods.Get;
            using var request = new HttpRequestMessage(new HttpMethod(method), Concrete(path));
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await fixture.BrowserOf(kind).Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            if (WasLetIn(answer) != expected)
                wrong.Add($"{method} {path}: {(int)answer.StatusCode}, expected to be {(expected ? "let in" : "turned away")}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PageInsideACircuit_ForEachKind_OpensAsTheTableSays(string kind)
    {
        var policies = fixture.Program.Get<IAuthorizationPolicyProvider>();
        var authorization = fixture.Program.Get<IAuthorizationService>();
        var principal = new ClaimsPrincipal(kind == "anonymous" ? new ClaimsIdentity() : new ClaimsIdentity(ActorClaims.Of(fixture.ActorOf(kind)), "test"));
        var pages = Routes().Select(r => (r.Path, Type: r.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type)).Where(r => r.Type is not null).ToList();
        var wrong = new List<string>();
        foreach (var (path, type) in pages)
        {
            var attributes = type!.GetCustomAttributes(inherit: true);
            var policy = attributes.OfType<IAllowAnonymous>().Any() ? null : await AuthorizationPolicy.CombineAsync(policies, attributes.OfType<IAuthorizeData>());
            var isOpen = policy is null
                ? attributes.OfType<IAllowAnonymous>().Any()
                : (await authorization.AuthorizeAsync(principal, new PageRoute(type, new Dictionary<string, object?>()), policy)).Succeeded;
            if (isOpen != MayEnter(kind, RightsTable.Lines[path]))
                wrong.Add($"{path}: {(isOpen ? "open" : "closed")}");
        }

        Assert.NotEmpty(pages);
        Assert.Empty(wrong);
    }

    private static bool MayEnter(string kind, RightsTable.Line line) => RightsFixture.Kinds[kind].Role >= line.Door;

    internal static bool HasRight(string kind, RightsTable.Line line) => line.Study is not { } wanted || RightsFixture.Kinds[kind].Right is { } has && wanted switch
    {
        StudyRight.Judge => true,
        StudyRight.View => has is StudyRight.View or StudyRight.Edit,
        _ => has == StudyRight.Edit,
    };

    private static bool WasLetIn(HttpResponseMessage answer) =>
        answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && answer.Headers.Location?.ToString().StartsWith($"{ActorAuthentication.SignInPath}?returnUrl=", StringComparison.Ordinal) != true;

    private IEnumerable<(string Path, RouteEndpoint Endpoint)> Routes() =>
        Endpoints().Where(e => !IsFile(e)).Select(e => ("/" + e.RoutePattern.RawText!.Trim('/'), e));

    private IEnumerable<RouteEndpoint> Endpoints() => fixture.Program.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static bool IsFile(Endpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private string Concrete(string path) => Parameter().Replace(path, parameter => parameter.Value switch
    {
        var p when p.Contains(":guid", StringComparison.Ordinal) => fixture.StudyId.ToString(),
        var p when p.Contains(":int", StringComparison.Ordinal) => "404",
        "{format}" => "judgments-jsonl",
        _ => "x",
    });

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
