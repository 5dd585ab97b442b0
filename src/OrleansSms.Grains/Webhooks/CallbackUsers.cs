using System.Collections.Concurrent;
using OrleansSms.Contracts.Webhooks;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Grains.Webhooks;

/// <summary>
/// Which accounts send messages with a callback_url. Only their logs are read for callbacks: reading every account's cost an eighth of the CPU.
/// An account counts once it has a place in its log, written before its first such message is accepted.
/// </summary>
internal sealed class CallbackUsers(IGrainFactory grains, IWebhookStore progress, IEventLog events)
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>The account is about to have a message accepted that names a callback_url.</summary>
    public ValueTask NoteAsync(string account) => _known.ContainsKey(account) ? default : BeginAsync(account);

    /// <summary>Whether the account has used callbacks, in this process or an earlier one.</summary>
    public async Task<bool> IsUserAsync(string account) => _known.ContainsKey(account) || await progress.ReadAsync(Key(account)) is not null;

    /// <summary>The grain that serves an account's callbacks.</summary>
    public IWebhookEndpointGrain Grain(string account) => grains.GetGrain<IWebhookEndpointGrain>(Key(account));

    private async ValueTask BeginAsync(string account)
    {
        if (await progress.ReadAsync(Key(account)) is null)
        {
            await progress.WriteAsync(Key(account), await events.LastAsync(account), [], []);
        }

        await Grain(account).EnsureRunningAsync();
        _known[account] = true;
    }

    private static string Key(string account) => IWebhookEndpointGrain.CallbacksPrefix + account;
}
