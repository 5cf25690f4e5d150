using Microsoft.Extensions.Time.Testing;
using Workbench.Shared.Feed;
using Xunit;

namespace Workbench.Tests.Shared.Feed;

public sealed class ChangeFeedTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private (ChangeFeed Feed, Func<int> Calls) Listening(TimeSpan takes)
    {
        var (feed, calls) = (new ChangeFeed(_time), 0);
        feed.Subscribe("topic", TimeSpan.FromSeconds(1), () =>
        {
            calls++;
            _time.Advance(takes);
            return Task.CompletedTask;
        });
        return (feed, () => calls);
    }

    [Fact]
    public void Announce_WhoLooksInNoTime_IsToldOncePerInterval()
    {
        var (feed, calls) = Listening(TimeSpan.Zero);

        for (var i = 0; i < 20; i++)
        {
            feed.Announce("topic");
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(2, calls());
    }

    [Fact]
    public void Announce_WhoTakesLongToLook_IsLeftAloneTenTimesAsLong()
    {
        var (feed, calls) = Listening(TimeSpan.FromSeconds(3));
        feed.Announce("topic");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, calls());

        feed.Announce("topic");
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, calls());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, calls());
    }

    [Fact]
    public void Announce_WhoTakesVeryLong_IsToldAfterAMinute()
    {
        var (feed, calls) = Listening(TimeSpan.FromMinutes(5));
        feed.Announce("topic");
        _time.Advance(TimeSpan.FromSeconds(1));

        feed.Announce("topic");
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(2, calls());
    }
}
