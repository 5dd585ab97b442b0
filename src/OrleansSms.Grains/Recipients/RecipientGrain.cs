using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Recipients;

[GrainType("recipient"), CollectionAgeLimit(Minutes = 5)]
internal sealed class RecipientGrain(IRecipientStore recipients, IMessageStore messages) : Grain, IRecipientGrain
{
    private readonly Dictionary<string, RollingWindow> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte> _references = new(StringComparer.Ordinal);
    private RecipientState _state = RecipientState.Default;
    private string? _lastAccount;

    private Msisdn Number => new(this.GetPrimaryKeyLong());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _state = await recipients.ReadAsync(Number, cancellationToken) ?? RecipientState.Default;

    public ValueTask<Decision> DecideAsync(DecisionRequest request) =>
        request.Cap is { } cap && cap.Counts(request.Category) ? DecideUnderCapAsync(request, cap) : new(Decide(request, null));

    public ValueTask ReleaseAsync(string account, MessageId message)
    {
        if (_windows.TryGetValue(account, out var window))
        {
            window.Remove(message);
        }

        return ValueTask.CompletedTask;
    }

    public async Task<HeardReply> HearAsync(RecipientReply reply)
    {
        var account = reply.Account ?? _lastAccount;
        var keyword = Keywords.Find(reply.Text);
        var before = _state;
        var after = keyword switch
        {
            Keywords.Stop => RecipientRules.Stop(before, new OptOut(account ?? OptOut.EveryAccount, reply.At, reply.Message.ToString(), Keywords.Stop)),
            Keywords.Start => RecipientRules.Start(before, account),
            _ => before,
        };
        if (!ReferenceEquals(before, after))
        {
            await recipients.WriteAsync(Number, after);
            _state = after;
        }

        return new HeardReply(account, keyword, Missing(after, before), Missing(before, after));
    }

    public ValueTask<RecipientState> GetAsync() => new(_state);

    private async ValueTask<Decision> DecideUnderCapAsync(DecisionRequest request, RecipientCap cap)
    {
        if (!_windows.TryGetValue(request.Account, out var window))
        {
            window = await LoadWindowAsync(request, cap);
            _windows[request.Account] = window;
        }

        window.Slide(request.At, cap.Seconds);
        var decision = Decide(request, window);
        if (decision.Kind == DecisionKind.Send && !request.DryRun && !window.Contains(request.Message))
        {
            window.Add(request.Message, request.At);
        }

        return decision;
    }

    private async Task<RollingWindow> LoadWindowAsync(DecisionRequest request, RecipientCap cap)
    {
        var window = new RollingWindow();
        var since = request.At - (RecipientCap.MaxSeconds * UnixMicros.PerSecond);
        foreach (var counted in await messages.ReadCountedAsync(Number, request.Account, since))
        {
            if (cap.Counts(counted.Category))
            {
                window.Add(counted.Message, counted.QueuedAt);
            }
        }

        return window;
    }

    private Decision Decide(DecisionRequest request, RollingWindow? window)
    {
        var decision = RecipientRules.Decide(_state, window, request);
        if (decision.Kind != DecisionKind.Send || request.DryRun)
        {
            return decision;
        }

        _lastAccount = request.Account;
        return request.Segments > 1 ? decision with { ConcatenationReference = NextReference(request.From) } : decision;
    }

    /// <summary>8-bit references wrap at 256, so they are counted for each originator; they start anywhere, since a restart forgets them.</summary>
    private byte NextReference(string from)
    {
        var next = _references.TryGetValue(from, out var last) ? (byte)(last + 1) : (byte)Random.Shared.Next(256);
        _references[from] = next;
        return next;
    }

    private static string[] Missing(RecipientState from, RecipientState present) =>
        [.. from.OptOuts.Select(optOut => optOut.Account).Except(present.OptOuts.Select(optOut => optOut.Account))];
}
