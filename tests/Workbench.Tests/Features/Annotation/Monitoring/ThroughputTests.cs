using Workbench.Features.Annotation.Monitoring;
using Xunit;

namespace Workbench.Tests.Features.Annotation.Monitoring;

public sealed class ThroughputTests
{
    private static readonly DateTime Nine = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Of_ByHand_CountsStepsAndTakesTheLastHourAsPace()
    {
        // Two at 9:01 and 9:03, one at 10:20, three within the last hour before 11:30.
        DateTime[] times = [At(1), At(3), At(80), At(95), At(120), At(149)];

        var throughput = Throughput.Of(times, At(150), remaining: 12);

        Assert.Equal((Nine, TimeSpan.FromMinutes(5), 31), (throughput.From!.Value, throughput.Step, throughput.Counts.Count));
        Assert.Equal((2, 1, 1, 1, 1), (throughput.Counts[0], throughput.Counts[16], throughput.Counts[19], throughput.Counts[24], throughput.Counts[29]));
        Assert.Equal(6, throughput.Counts.Sum());
        Assert.Equal(3, throughput.PerHour);
        Assert.Equal(TimeSpan.FromHours(4), throughput.TimeLeft);
    }

    [Fact]
    public void Of_BegunTenMinutesAgo_TakesTheTimeSinceThen() =>
        Assert.Equal(12, Throughput.Of([At(0), At(5)], At(10), 1).PerHour!.Value, 1e-9);

    [Fact]
    public void Of_BegunThisSecond_DoesNotBoast() =>
        // One judgment in no time at all is taken as one in five minutes.
        Assert.Equal(12, Throughput.Of([At(0)], At(0), 1).PerHour!.Value, 1e-9);

    [Fact]
    public void Of_NobodyOrNobodyLately_HasNoPaceAndNoTimeLeft()
    {
        Assert.Null(Throughput.Of([], At(0), 10).From);
        var stale = Throughput.Of([At(0)], At(61), 10);
        Assert.Null(stale.PerHour);
        Assert.Null(stale.TimeLeft);
        Assert.Null(Throughput.Of([At(0)], At(1), 0).TimeLeft);
    }

    [Fact]
    public void Of_ThreeWeeks_TakesStepsOfADay()
    {
        var throughput = Throughput.Of([At(0), At(20 * 24 * 60)], At(20 * 24 * 60), 1);

        Assert.Equal((TimeSpan.FromDays(1), 21), (throughput.Step, throughput.Counts.Count));
        Assert.Equal((1, 1), (throughput.Counts[0], throughput.Counts[20]));
    }

    private static DateTime At(int minutes) => Nine.AddMinutes(minutes);
}
