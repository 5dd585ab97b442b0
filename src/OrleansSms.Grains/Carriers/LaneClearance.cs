using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Submission;
using OrleansSms.Grains.Timing;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Empties the lanes of a bind that does not run: its carrier was removed or switched off, or has fewer binds now. What waits goes to another bind as soon as
/// there is one that takes it, and ends when its validity does. Works on the store alone, since nobody else touches what waits there.
/// </summary>
internal sealed partial class LaneClearance(BindKey bind, IMessageStore store, IGrainFactory grains, BindServices services, ILogger logger) : IDisposable
{
    /// <summary>Rows read and settled at once: as many as a bulk commit holds.</summary>
    private const int PageMessages = 500;

    /// <summary>What the timeline says of a message that others take over.</summary>
    private const string Why = "bind removed";

    /// <summary>A look takes at most this share of the time, however much waits.</summary>
    private const int RestPerLook = 10;

    /// <summary>What could go nowhere is looked at again then.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>When nothing has been left for so long, nothing comes any more: those who had chosen the bind before they heard of its end have handed over.</summary>
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(30);

    private readonly Consignments _consignments = new(grains, logger);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Pulse _pulse = new(services.Time);
    private readonly int[] _left = new int[CategoryRules.LaneCount];
    private bool _isClaimed;

    /// <summary>Messages that wait, by lane, as of the last look.</summary>
    public IReadOnlyList<int> Left => _left;

    private long Now => services.Time.GetUnixMicros();

    /// <summary>Something was queued for the bind.</summary>
    public void Wake() => _pulse.Set();

    /// <summary>Runs until nothing is left and nothing comes any more, or until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var seenAt = services.Time.GetTimestamp();
        while (services.Time.GetElapsedTime(seenAt) < QuietFor)
        {
            var began = services.Time.GetTimestamp();
            if (!await TryLookAsync(stopping) || _left.Sum() > 0)
            {
                seenAt = services.Time.GetTimestamp();
            }

            var rest = services.Time.GetElapsedTime(began) * RestPerLook;
            await _pulse.WaitAsync(Now + UnixMicros.From(rest > LookAgain ? rest : LookAgain), stopping);
        }
    }

    /// <summary>Takes messages back; answers those that are canceled now, durably.</summary>
    public async Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages)
    {
        await _turn.WaitAsync();
        try
        {
            var waiting = (await store.ReadAsync(messages)).Where(record => record.Bind == bind && record.Status == MessageStatus.Queued).ToArray();
            var result = await store.CommitAsync(
                new ChangeSet { Changes = [.. waiting.Select(record => MessageCanceler.Canceled(record.Message.Id, Now, MessageStatus.Queued))] },
                CommitLane.Urgent,
                CancellationToken.None);
            return [.. waiting.Where((_, i) => result.States[i].After == MessageStatus.Canceled).Select(record => record.Message.Id)];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _pulse.Dispose();
        _turn.Dispose();
    }

    private async Task<bool> TryLookAsync(CancellationToken stopping)
    {
        try
        {
            await ClaimAsync(stopping);
            await services.Routing.RefreshAsync(stopping);
            for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
            {
                _left[(int)lane] = await LookAsync(lane, stopping);
            }

            return true;
        }
        catch (StoreUnavailableException e)
        {
            LogNotCleared(logger, bind, e);
            return false;
        }
    }

    /// <summary>The bind's last owner may have died with submit_sm unanswered.</summary>
    private async Task ClaimAsync(CancellationToken stopping)
    {
        if (!_isClaimed)
        {
            var claim = await store.ClaimBindAsync(bind, stopping);
            await Recovery.SettleAsync(store, bind, claim, Now, logger);
            _isClaimed = true;
        }
    }

    private async Task<int> LookAsync(MessageCategory lane, CancellationToken stopping)
    {
        var left = 0;
        IReadOnlyList<QueuedMessage> page = [];
        do
        {
            await _turn.WaitAsync(stopping);
            try
            {
                page = await store.ReadQueueAsync(bind, lane, page.Count == 0 ? null : page[^1].Message.Id, PageMessages, stopping);
                left += page.Count - await ClearAsync(page, stopping);
            }
            finally
            {
                _turn.Release();
            }
        }
        while (page.Count == PageMessages);

        return left;
    }

    /// <summary>Settles what can be settled; how many messages that were.</summary>
    private async Task<int> ClearAsync(IReadOnlyList<QueuedMessage> page, CancellationToken stopping)
    {
        var recipients = await services.Recipients.ReadManyAsync([.. page.Select(queued => queued.Message.To).Distinct()], stopping);
        var settled = page
            .Select(queued => (Queued: queued, Change: Decide(queued, recipients.GetValueOrDefault(queued.Message.To))))
            .Where(row => row.Change is not null)
            .ToArray();
        if (settled.Length == 0)
        {
            return 0;
        }

        var result = await store.CommitAsync(new ChangeSet { Changes = [.. settled.Select(row => row.Change!)] }, CommitLane.Bulk, CancellationToken.None);
        for (var i = 0; i < settled.Length; i++)
        {
            services.Metrics.Reached(result.States[i].Before, result.States[i].After);
            if (result.States[i].After == MessageStatus.Queued && settled[i].Change!.Bind is { } next)
            {
                _consignments.Add(next, LaneChanges.AsHandedOver(settled[i].Queued, bind, next));
            }
        }

        _consignments.Send();
        await services.Places.GiveBackAsync(settled.Where((row, i) => result.States[i].After.IsFinal() && row.Queued.SentMask == 0).Select(row => row.Queued.Message));
        return settled.Length;
    }

    private MessageChange? Decide(QueuedMessage queued, RecipientState? recipient)
    {
        var message = queued.Message;
        if (message.ExpiresAt <= Now)
        {
            return LaneChanges.Ended(message.Id, MessageStatus.Expired, LaneChanges.ValidityOver, null, Now);
        }

        if (recipient is not null && RecipientRules.FindOptOut(recipient, message.Account, message.From, message.Program, message.Answer, message.Id) is not null)
        {
            return LaneChanges.Ended(message.Id, MessageStatus.Suppressed, Reasons.OptedOut, null, Now);
        }

        return services.Routing.ChooseSuccessor(bind, message.To) is { } next && (queued.SentMask == 0 || next.Carrier == bind.Carrier)
            ? LaneChanges.HandedOver(queued, bind, next, Why, Now)
            : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind} does not run any more, and what waits for it could not be looked at yet")]
    private static partial void LogNotCleared(ILogger logger, BindKey bind, Exception exception);
}
