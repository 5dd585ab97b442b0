using System.Globalization;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Hours;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Compliance;

/// <summary>What decisions are asked with in tests.</summary>
internal static class Sample
{
    public const string Account = "acc_one";

    public static readonly Msisdn London = new(447700900123);
    public static readonly Msisdn NewYork = new(12125550123);
    public static readonly Msisdn Miami = new(13055550123);

    public static AccountPolicy Policy { get; } = new() { Account = Account };

    private static ulong _last;

    public static MessageId NextId() => new(new SortableId(++_last, _last * 0x9E3779B97F4A7C15));

    public static long At(string utc) => UnixMicros.From(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture));

    public static DecisionRequest Request(
        Msisdn to, string at, MessageCategory category = MessageCategory.Marketing, string from = "Shop", string? program = null, string text = "Sale!") =>
        new(NextId(), to, category, from, program, 1, TextHash.Of(text), At(at));

    /// <summary>A decision about a recipient of whom nothing but the state is known.</summary>
    public static Decision Decide(AccountPolicy policy, DecisionRequest request, RecipientState? state = null, SendLog? log = null)
    {
        var site = SiteOf(request.To, state?.Place);
        return ComplianceRules.Decide(new DecisionContext(state ?? RecipientState.Default, log, site, policy, in request));
    }

    public static Site SiteOf(Msisdn number, RecipientPlace? place = null) => ComplianceData.Shipped.Sites.Find(number, place);
}
