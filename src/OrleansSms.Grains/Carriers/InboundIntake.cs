using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Smpp.Fields;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Text;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>A text from a handset, whole.</summary>
internal readonly record struct ReceivedText(string From, string To, string Body, SmsEncoding Encoding, int Segments, bool Complete);

/// <summary>
/// What happens to every text from a handset: its recipient hears it (an opt-out is durable before anything else), what waits for one who opted out is
/// recalled, and the message is written with its events.
/// </summary>
internal sealed class InboundIntake(
    IGrainFactory grains, IMessageStore store, NumberOwners owners, Recaller recaller, KeywordAnswers answers, IdGenerator ids, TimeProvider time)
{
    /// <summary>When it completes, the message is durable and its parts are gone. An answer to it is durable with it, and at its carrier soon.</summary>
    public async Task ReceiveAsync(CarrierConfig carrier, ReceivedText text, IReadOnlyList<MessageId> parts)
    {
        var id = new MessageId(ids.Next());
        var now = time.GetUnixMicros();
        var owner = await owners.FindAsync(text.To);
        var heard = new HeardReply(owner, null, [], [], []);
        var isNumber = NumberParser.TryParse(text.From, null, out var number);
        if (isNumber)
        {
            heard = await grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).HearAsync(number, await ReplyAsync(id, owner, text, now));
            await recaller.RecallAsync(number, Recalled(heard));
        }

        var account = heard.Account ?? carrier.InboundAccount ?? AccountConfig.DefaultId;
        var answer = heard.Answer is { } wanted ? await answers.MakeAsync(wanted, account, number, text.To, carrier.Id) : null;
        await store.CommitAsync(
            new ChangeSet
            {
                Inbound = [Row(id, account, carrier, text, KeywordOf(heard), now)],
                DoneParts = parts,
                Events = [.. EventsOf(id, account, heard, now)],
                NewMessages = answer is null ? [] : [answer],
            },
            CommitLane.Urgent,
            CancellationToken.None);
        await answers.HandOverAsync(answer);
    }

    private async Task<RecipientReply> ReplyAsync(MessageId id, string? owner, ReceivedText text, long now)
    {
        var reply = new RecipientReply(id, owner, text.Body, now, text.To, Answer: new MessageId(ids.Next()));
        if (owner is null)
        {
            return reply;
        }

        var account = grains.GetGrain<IAccountGrain>(owner);
        return reply with { Policy = (await account.GetActiveAsync())?.Policy, Keyword = (await account.GetKeywordsAsync()).Find(text.Body) };
    }

    /// <summary>An SMPP address as the API shows it.</summary>
    public static string Address(SmppAddress address) =>
        address.Ton is TypeOfNumber.International or TypeOfNumber.Unknown
        && address.Value.Length > Msisdn.MinDigits && NumberParser.TryParse(address.Value, null, out var number)
            ? number.ToString()
            : address.Value;

    /// <summary>What a body says: its text, or its octets in hexadecimal.</summary>
    public static string BodyOf(SmsEncoding encoding, string text, ReadOnlyMemory<byte> body) =>
        encoding == SmsEncoding.Binary ? Convert.ToHexString(body.Span) : text;

    /// <summary>
    /// Whose messages are recalled. A STOP that is heard again opts out of nothing new, but the first time may have ended before every bind was told.
    /// </summary>
    private static Recall[] Recalled(HeardReply heard) =>
        heard.Keyword is { Kind: KeywordKind.Stop, IsCertain: true } && heard.OptOuts.Count == 0
            ? heard.Standing.Select(Recall.Of).ToArray()
            : heard.OptOuts.Select(Recall.Of).ToArray();

    /// <summary>What the inbound message shows.</summary>
    private static string? KeywordOf(HeardReply heard) =>
        heard.IsPossibleOptOut ? Reasons.PossibleOptOut : heard.Keyword?.Kind.ToString().ToLowerInvariant();

    private static InboundMessage Row(MessageId id, string account, CarrierConfig carrier, in ReceivedText text, string? keyword, long now) => new()
    {
        Id = id,
        Account = account,
        From = text.From,
        To = text.To,
        Body = text.Body,
        Encoding = text.Encoding.ToString().ToLowerInvariant(),
        ReceivedAt = now,
        Carrier = carrier.Id,
        Segments = text.Segments,
        Complete = text.Complete,
        Keyword = keyword,
    };

    private static IEnumerable<(string Account, LoggedEvent Event)> EventsOf(MessageId id, string account, HeardReply heard, long now)
    {
        yield return (account, new LoggedEvent { Type = EventType.MessageReceived, At = now, Message = id });
        foreach (var optOut in heard.OptOuts)
        {
            yield return (optOut.Account == OptOut.EveryAccount ? account : optOut.Account, Contact(EventType.ContactOptedOut));
        }

        foreach (var optIn in heard.OptIns)
        {
            yield return (optIn.Account == OptOut.EveryAccount ? account : optIn.Account, Contact(EventType.ContactOptedIn));
        }

        foreach (var confirmed in (heard.Confirmed ?? []).Select(static consent => consent.Account).Except(heard.OptIns.Select(static optIn => optIn.Account)))
        {
            yield return (confirmed, Contact(EventType.ContactOptedIn));
        }

        if (heard.Keyword?.Kind == KeywordKind.Help)
        {
            yield return (account, Contact(EventType.ContactHelpRequested));
        }

        LoggedEvent Contact(EventType type) => new() { Type = type, At = now, Message = id, Reason = KeywordOf(heard) };
    }
}
