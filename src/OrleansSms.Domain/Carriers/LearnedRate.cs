namespace OrleansSms.Domain.Carriers;

/// <summary>
/// The rate at which a carrier is content. It refuses what comes faster than its contract, and does not say what that is: what it took in the second before it
/// refused is close to it. A bind then keeps just below, gives way by little where little was refused, and feels its way up from time to time; after the first
/// refusal of all, and after one while it sent much less than it might, it does so at once, since a bind that had little to send learned nothing from it. A carrier
/// that goes on refusing most of what is sent at that rate is in trouble: then every refusal halves it. Times are microseconds of a monotonic clock, rates segments a second.
/// </summary>
public sealed class LearnedRate
{
    /// <summary>A rate never falls below this.</summary>
    private const double MinRate = 1;

    /// <summary>How close to the carrier's limit the rate stays: its windows and ours do not begin together.</summary>
    private const double Margin = 0.98;

    /// <summary>Where a carrier took at least this share, it refused what was too much.</summary>
    private const double TookMost = 0.5;

    /// <summary>Where a carrier took at least this share of the rate, the rate was hardly too much: a burst, or a step upwards too many.</summary>
    private const double TookNearlyAll = 0.9;

    /// <summary>What is left of a rate that was hardly too much.</summary>
    private const double StepDown = 0.99;

    /// <summary>A bind that had hardly sent anything comes back as if it had sent so much.</summary>
    private const double MinLimit = 20;

    /// <summary>A carrier that refuses and took nothing for so long, more than a second of its clock, takes nothing at all at present.</summary>
    private const long TakesNothingFor = 1_100_000;

    /// <summary>What a carrier that takes most refuses so soon after the rate gave way is refused for the same reason: its second is not over.</summary>
    private const long SameCauseWithin = 1_000_000;

    /// <summary>So long after a refusal that is the reason told.</summary>
    private const long ThrottledFor = 1_000_000;

    /// <summary>After so long without a refusal a rate that was halved comes back.</summary>
    private const long RecoverAfter = 300_000;

    /// <summary>How fast it comes back: sixteenfold in a second.</summary>
    private const double RecoverFactor = 16;

    /// <summary>So long the rate stays where it is before it feels its way up: each step too far costs refusals.</summary>
    private const long ProbeAfter = 5_000_000;

    /// <summary>Share of the limit by which it first goes up every second.</summary>
    private const double ProbeShare = 0.005;

    /// <summary>After so long without a refusal the carrier's mind has changed.</summary>
    private const long ForgetAfter = 40_000_000;

    /// <summary>Share of the limit by which it goes up every second from then on.</summary>
    private const double ForgetShare = 0.1;

    /// <summary>A bind that sent less than this share of its rate had little to send: the rate had no part in the refusal.</summary>
    private const double Busy = 0.5;

    /// <summary>How fast a rate goes up that only one refusal has brought down, of a bind that had none or little to send: twofold in a second, until the next refusal says more.</summary>
    private const double GuessFactor = 2;

    /// <summary>So long after that refusal it begins to.</summary>
    private const long GuessAfter = 1_000_000;

    /// <summary>A rate so many times the limit is no longer held back by it.</summary>
    private const double ForgottenAt = 4;

    private const double MicrosPerSecond = 1_000_000;

    private readonly RateMeter _offered = new();
    private readonly RateMeter _accepted = new();
    private double _configured;
    private double _limit;
    private bool _isGuess;
    private long _acceptedAt = long.MinValue / 2;
    private long _refusingSince = long.MinValue / 2;
    private long _steppedAt;
    private long _refusedAt = long.MinValue / 2;
    private long _adaptedAt;

    /// <summary>Segments a second at this moment; 0 = no limit.</summary>
    public double Current { get; private set; }

    /// <summary>Whether the carrier's refusals hold the rate down.</summary>
    public bool IsLowered => _limit > 0;

    /// <summary>
    /// Why the rate is what it is: <c>unlimited</c>, <c>configured</c>, or <c>throttled</c> by a refusal of the last second, <c>recovering</c> from it, or at the
    /// <c>carrier_limit</c> that was found.
    /// </summary>
    public string ReasonAt(long now) =>
        !IsLowered ? _configured == 0 ? "unlimited" : "configured"
        : now - _refusedAt < ThrottledFor ? "throttled"
        : Current < _limit * Margin ? "recovering"
        : "carrier_limit";

    /// <summary>Takes the rate that was agreed with the carrier; 0 = none. What was learned is forgotten.</summary>
    public void Configure(double tps, long now)
    {
        _configured = Current = tps;
        _limit = 0;
        _adaptedAt = now;
    }

    /// <summary>Segments went out.</summary>
    public void Offered(int segments, long now) => _offered.Add(segments, now);

    /// <summary>The carrier took segments.</summary>
    public void Accepted(int segments, long now)
    {
        _accepted.Add(segments, now);
        _acceptedAt = now;
    }

    /// <summary>The carrier refused a segment that went out at <paramref name="sentAt"/>. What was on its way at the last refusal says nothing new.</summary>
    public void Refused(long sentAt, long now)
    {
        if (sentAt <= _refusedAt)
        {
            return;
        }

        var accepted = _accepted.PerSecond(now);
        var offered = Math.Max(MinRate, _offered.PerSecond(now));
        var before = Current == 0 ? offered : Math.Min(Current, offered);
        var isFirst = Current == 0;
        _refusingSince = _refusingSince <= _acceptedAt ? now : _refusingSince;
        var hadLittle = now - _refusingSince <= TakesNothingFor && offered < Current * Busy;
        var isInTrouble = !hadLittle && (now - _acceptedAt > TakesNothingFor || (IsLowered && accepted < before * TookMost));
        _isGuess = isFirst || hadLittle || (_isGuess && now - _steppedAt < SameCauseWithin);
        if (isInTrouble)
        {
            _limit = IsLowered ? _limit : _configured > 0 ? _configured : Math.Max(MinLimit, offered);
            Current = Math.Max(MinRate, before / 2);
        }
        else if (!IsLowered || now - _steppedAt >= SameCauseWithin)
        {
            _steppedAt = now;
            Current = Math.Max(IsLowered ? MinRate : Math.Min(MinLimit, before), accepted >= before * TookNearlyAll ? before * StepDown : accepted * Margin);
            _limit = Current / Margin;
        }

        _steppedAt = isFirst ? now : _steppedAt;
        _refusedAt = _adaptedAt = now;
    }

    /// <summary>Lets the time since the last call have its effect.</summary>
    public void Adapt(long now)
    {
        var seconds = Math.Max(0, now - _adaptedAt) / MicrosPerSecond;
        _adaptedAt = now;
        var content = now - _refusedAt;
        if (!IsLowered || content < RecoverAfter)
        {
            return;
        }

        var plateau = _limit * Margin;
        Current = Current < plateau ? Math.Min(plateau, Current * Math.Pow(RecoverFactor, seconds))
            : _isGuess && content >= GuessAfter ? Current * Math.Pow(GuessFactor, seconds)
            : content < ProbeAfter ? Current
            : Current + (_limit * seconds * (content < ForgetAfter ? ProbeShare : ForgetShare));
        if (_configured > 0 ? Current >= _configured : Current >= _limit * ForgottenAt)
        {
            Current = _configured;
            _limit = 0;
        }
    }
}
