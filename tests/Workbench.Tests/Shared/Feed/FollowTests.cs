using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Xunit;

namespace Workbench.Tests.Shared.Feed;

public sealed class FollowTests
{
    [Fact]
    public async Task Change_WhoseReloadFails_IsSaidOnThePage()
    {
        await using var screen = new BunitContext();
        var feed = new ChangeFeed(TimeProvider.System);
        screen.Services.AddSingleton(feed);
        var page = screen.Render<ErrorBoundary>(p => p
            .AddChildContent<Follow>(f => f.Add(x => x.Topic, "topic").Add(x => x.Interval, TimeSpan.Zero).Add(x => x.OnChange, EventCallback.Factory.Create(this, () => Fail())))
            .Add(x => x.ErrorContent, error => error.Message));

        feed.Announce("topic");

        page.WaitForAssertion(() => Assert.Contains("not yours any more", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    private static void Fail() => throw new AccessDeniedException("This study is not yours any more.");
}
