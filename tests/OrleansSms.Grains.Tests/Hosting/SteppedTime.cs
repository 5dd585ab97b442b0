namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>The system's time, whose wall clock can be set as an operator or NTP would; what is measured from a time stamp goes on as if nothing had happened.</summary>
public sealed class SteppedTime : TimeProvider
{
    private long _stepTicks;

    /// <summary>How far the wall clock is off.</summary>
    public TimeSpan Step
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _stepTicks));
        set => Volatile.Write(ref _stepTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;
}
