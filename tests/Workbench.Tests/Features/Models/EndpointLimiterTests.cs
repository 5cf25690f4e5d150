using Microsoft.Extensions.Time.Testing;
using Workbench.Features.Models;
using Xunit;

namespace Workbench.Tests.Features.Models;

public sealed class EndpointLimiterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly EndpointLimiter _limiter;
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public EndpointLimiterTests() => _limiter = new EndpointLimiter(_time);

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public async Task EnterAsync_MoreThanTheConcurrency_WaitsForAPlace()
    {
        _limiter.Apply(new(2, null, null));
        using var first = await _limiter.EnterAsync(0, _cancel);
        var second = await _limiter.EnterAsync(0, _cancel);
        var third = _limiter.EnterAsync(0, _cancel);

        Assert.False(third.IsCompleted);
        second.Dispose();
        second.Dispose();

        using var permit = await third.WaitAsync(_cancel);
        var fourth = _limiter.EnterAsync(0, _cancel);
        Assert.False(fourth.IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_MoreThanRequestsPerMinute_WaitsForTheWindow()
    {
        _limiter.Apply(new(9, 2, null));
        (await _limiter.EnterAsync(0, _cancel)).Dispose();
        _time.Advance(TimeSpan.FromSeconds(20));
        (await _limiter.EnterAsync(0, _cancel)).Dispose();
        var third = _limiter.EnterAsync(0, _cancel);

        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await third.WaitAsync(_cancel)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_MoreThanTokensPerMinute_WaitsAndCountsWhatWasReallyUsed()
    {
        _limiter.Apply(new(9, null, 1000));
        using (var first = await _limiter.EnterAsync(800, _cancel))
            first.Used(100);
        using var second = await _limiter.EnterAsync(800, _cancel);
        var third = _limiter.EnterAsync(200, _cancel);

        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await third.WaitAsync(_cancel)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_LargerThanTheWholeLimit_GoesAlone()
    {
        _limiter.Apply(new(9, null, 1000));

        using var alone = await _limiter.EnterAsync(5000, _cancel).WaitAsync(_cancel);
        Assert.False(_limiter.EnterAsync(1, _cancel).IsCompleted);
    }

    [Fact]
    public async Task PauseUntil_HoldsEveryCaller()
    {
        _limiter.Apply(new(9, null, null));
        _limiter.PauseUntil(_time.GetUtcNow() + TimeSpan.FromSeconds(30));
        var waiting = _limiter.EnterAsync(0, _cancel);

        Assert.True(_limiter.IsPaused);
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(30));
        (await waiting.WaitAsync(_cancel)).Dispose();
    }

    [Fact]
    public async Task EnterAsync_Cancelled_GivesItsPlaceBack()
    {
        _limiter.Apply(new(1, null, null));
        var first = await _limiter.EnterAsync(0, _cancel);
        using var leaving = new CancellationTokenSource();
        var second = _limiter.EnterAsync(0, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();

        (await _limiter.EnterAsync(0, _cancel).WaitAsync(_cancel)).Dispose();
    }
}
