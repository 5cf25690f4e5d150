using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Workbench.Shared.Layout;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Shared.Access;

/// <summary>Inside a circuit, each page of a study shows its content to those with a right to the study, and to nobody else.</summary>
public sealed class StudyPagesTests(RightsFixture fixture) : IClassFixture<RightsFixture>
{
    public static TheoryData<string> Researchers => [.. RightsFixture.Kinds.Keys.Where(k => k.StartsWith("researcher", StringComparison.Ordinal) || k == "owner")];

    [Theory]
    [MemberData(nameof(Researchers))]
    public async Task StudyPage_ShownToEachKind_ShowsItsContentToThoseWithTheRight(string kind)
    {
        var pages = typeof(App).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => (Type: type, route.Template)))
            .Where(page => page.Template.StartsWith("/studies/{", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(pages);
        foreach (var (type, template) in pages)
        {
            await using var context = new PageContext(fixture.Program.App.Services, fixture.ActorOf(kind));
            var parameter = template["/studies/{".Length..template.IndexOf(':', StringComparison.Ordinal)];
            RenderFragment page = builder =>
            {
                builder.OpenComponent(0, type);
                builder.AddAttribute(1, parameter, fixture.StudyId);
                builder.CloseComponent();
            };
            RenderFragment<Exception> failure = error => builder =>
            {
                builder.OpenComponent<PageFailure>(0);
                builder.AddAttribute(1, nameof(PageFailure.Error), error);
                builder.CloseComponent();
            };
            var shown = context.Show<ErrorBoundary>(p => p.Add(b => b.ChildContent, page).Add(b => b.ErrorContent, failure));

            var selector = RightsTests.HasRight(kind, RightsTable.Lines[template]) ? "nav.tabs" : "h1";
            var found = shown.WaitForElement(selector, TimeSpan.FromSeconds(20));

            Assert.Equal(selector == "h1", found.TextContent == "Not for you");
        }
    }
}
