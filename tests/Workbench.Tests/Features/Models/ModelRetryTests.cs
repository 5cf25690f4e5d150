using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Workbench.Features.Models;
using Workbench.Jobs;
using Workbench.Testing.OpenAi;
using Xunit;

namespace Workbench.Tests.Features.Models;

public sealed class ModelRetryTests : ModelTests
{
    private readonly ClockWithTimers _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    protected override TimeProvider Time => _time;

    [Fact]
    public async Task AskAsync_TransientFailures_AreTriedAgainUntilAnswered()
    {
        Server.Enqueue(TestReply.ServerError(), TestReply.TooManyRequests(), TestReply.Overloaded());

        var reply = await AdvanceUntilDoneAsync(Client.AskAsync(Endpoint, Request(), Cancel), TimeSpan.FromMilliseconds(500));

        Assert.Contains("Tea or coffee?", reply.Text, StringComparison.Ordinal);
        Assert.Equal(4, Server.ChatRequests.Count);
        // at least half of 1 + 2 + 4 seconds
        Assert.True(_time.GetUtcNow() - Start >= TimeSpan.FromSeconds(3.5));
    }

    [Fact]
    public async Task AskAsync_StillFailing_GivesUpAfterTheEndpointsAttemptsWithTheServersMessage()
    {
        await ChangeEndpointAsync(e => e.MaxAttempts = 3);
        Server.Otherwise(_ => TestReply.ServerError());

        var fault = await Assert.ThrowsAsync<ModelException>(() => AdvanceUntilDoneAsync(Client.AskAsync(Endpoint, Request(), Cancel), TimeSpan.FromSeconds(1)));

        Assert.Equal("The server failed (500): The server had an error while processing your request", fault.Message);
        Assert.Equal(3, Server.ChatRequests.Count);
    }

    [Fact]
    public async Task AskAsync_RetryAfterOfAnHour_IsCappedAtTwoMinutes()
    {
        await ChangeEndpointAsync(e => e.TimeoutSeconds = 30);
        Server.Enqueue(TestReply.TooManyRequests(3600));

        await AdvanceUntilDoneAsync(Client.AskAsync(Endpoint, Request(), Cancel), TimeSpan.FromSeconds(10));

        // The clock moves on while real answers travel, so what was waited for is read off the timers, to the tick.
        Assert.Equal(TimeSpan.FromMinutes(2), _time.Waits.Max());
        Assert.True(_time.GetUtcNow() - Start >= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task AskAsync_Hang_EndsAtTheEndpointsTimeout()
    {
        await ChangeEndpointAsync(e => (e.TimeoutSeconds, e.MaxAttempts) = (30, 1));
        Server.Enqueue(TestReply.Hang);

        var asking = Client.AskAsync(Endpoint, Request(), Cancel);
        await Server.WaitForAsync(requests => requests.Count == 1, Cancel);
        var fault = await Assert.ThrowsAsync<ModelException>(() => AdvanceUntilDoneAsync(asking, TimeSpan.FromSeconds(5)));

        Assert.Equal(ModelFault.Timeout, fault.Fault);
        Assert.Equal("The server did not answer within 30 s.", fault.Message);
    }

    [Theory]
    [InlineData(1, null, 0.5, 1)]
    [InlineData(4, null, 4, 8)]
    [InlineData(30, null, 30, 60)]
    [InlineData(1, 20, 20, 20)]
    [InlineData(30, 3600, 120, 120)]
    public void After_AnAttempt_LiesBetweenHalfAndAllOfTheBackOff(int attempt, int? retryAfter, double least, double most)
    {
        var waits = Enumerable.Range(0, 200).Select(seed => new Backoff(new Random(seed)).After(attempt, retryAfter is { } s ? TimeSpan.FromSeconds(s) : null).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, least, most));
        Assert.Equal(retryAfter is null, waits.Distinct().Count() > 1);
    }

    private static DateTimeOffset Start => new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private async Task<T> AdvanceUntilDoneAsync<T>(Task<T> asking, TimeSpan step)
    {
        while (!asking.IsCompleted)
        {
            _time.Advance(step);
            // Real work (the wire, the database) goes on in real time between the steps of the clock.
            await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(20), Cancel));
        }
        return await asking;
    }

    /// <summary>A clock that remembers every wait that it was asked for.</summary>
    private sealed class ClockWithTimers(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public ConcurrentQueue<TimeSpan> Waits { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Enqueue(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
