using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Recipients;

[GrainType("recipients")]
internal sealed class RecipientsGrain(IRecipientStore recipients, IMessageStore messages, TimeProvider time) : Grain, IRecipientsGrain
{
    private readonly RecipientMemory _memory = new(time);

    public async ValueTask<Decision[]> DecideAsync(DecisionRequest[] requests)
    {
        var known = Array.ConvertAll(requests, request => _memory.Find(request.To));
        if (Array.IndexOf(known, null) >= 0)
        {
            await LoadAsync(requests, known);
        }

        var decisions = new Decision[requests.Length];
        for (var i = 0; i < requests.Length; i++)
        {
            if (known[i]!.NeedsWindow(requests[i]))
            {
                known[i]!.SetWindow(requests[i].Account, await LoadWindowAsync(requests[i]));
            }

            decisions[i] = known[i]!.Decide(requests[i]);
        }

        return decisions;
    }

    public ValueTask ReleaseAsync(Msisdn recipient, string account, MessageId message)
    {
        _memory.Find(recipient)?.Release(account, message);
        return ValueTask.CompletedTask;
    }

    public async Task<HeardReply> HearAsync(Msisdn recipient, RecipientReply reply)
    {
        var known = await LoadAsync(recipient);
        var account = reply.Account ?? known.LastAccount;
        var keyword = Keywords.Find(reply.Text);
        var before = known.State;
        var after = keyword switch
        {
            Keywords.Stop => RecipientRules.Stop(before, new OptOut(account ?? OptOut.EveryAccount, reply.At, reply.Message.ToString(), Keywords.Stop)),
            Keywords.Start => RecipientRules.Start(before, account),
            _ => before,
        };
        if (!ReferenceEquals(before, after))
        {
            await recipients.WriteAsync(recipient, after);
            known.State = after;
        }

        return new HeardReply(account, keyword, Missing(after, before), Missing(before, after));
    }

    public async ValueTask<RecipientState> GetAsync(Msisdn recipient) => (await LoadAsync(recipient)).State;

    private async ValueTask<Recipient> LoadAsync(Msisdn recipient) =>
        _memory.Find(recipient) ?? _memory.Add(recipient, await recipients.ReadAsync(recipient));

    /// <summary>Reads those that are not known at once: a page of new recipients costs one read.</summary>
    private async Task LoadAsync(DecisionRequest[] requests, Recipient?[] known)
    {
        var states = await recipients.ReadManyAsync([.. requests.Where((_, i) => known[i] is null).Select(static request => request.To)]);
        for (var i = 0; i < requests.Length; i++)
        {
            var number = requests[i].To;
            known[i] ??= _memory.Find(number) ?? _memory.Add(number, states.GetValueOrDefault(number));
        }
    }

    private async Task<RollingWindow> LoadWindowAsync(DecisionRequest request)
    {
        var window = new RollingWindow();
        var since = request.At - (RecipientCap.MaxSeconds * UnixMicros.PerSecond);
        foreach (var counted in await messages.ReadCountedAsync(request.To, request.Account, since))
        {
            if (request.Cap!.Counts(counted.Category))
            {
                window.Add(counted.Message, counted.QueuedAt);
            }
        }

        return window;
    }

    private static string[] Missing(RecipientState from, RecipientState present) =>
        [.. from.OptOuts.Select(optOut => optOut.Account).Except(present.OptOuts.Select(optOut => optOut.Account))];
}
