using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Http;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Auditing;

/// <summary>Waits for the end of every message, and compares.</summary>
internal static class Settlement
{
    /// <summary>What may be on its way to the carrier beside the window: one commit's worth of intents.</summary>
    public const int CommitMessages = 256;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Looks again until it is good enough, or for so long.</summary>
    public static async Task<Comparison> RunAsync(
        Stage stage, IReadOnlyList<DriveResult> drives, DateTimeOffset since, int seconds, Func<Comparison, bool> willDo, CancellationToken cancellationToken)
    {
        var until = Clock.Micros + (seconds * 1_000_000L);
        await stage.SettleAsync(cancellationToken);
        var records = new List<SubmitRecord>();
        while (true)
        {
            records.AddRange(await stage.TakeAsync());
            var comparison = new Comparison(records);
            await foreach (var message in stage.Api.ListAsync(since, cancellationToken))
            {
                comparison.Add(message);
            }

            comparison.Judge(drives.SelectMany(MessagesOf));
            if (willDo(comparison) || Clock.Micros > until)
            {
                return comparison;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>Messages that were at the carrier twice and whose timeline does not say why.</summary>
    public static async Task<IReadOnlyList<string>> UnmarkedAsync(GatewayApi api, Comparison comparison, CancellationToken cancellationToken)
    {
        var unmarked = new List<string>();
        foreach (var message in comparison.Duplicated)
        {
            if (!await api.HasEntryAsync(message.Id, "uncertain", cancellationToken))
            {
                unmarked.Add(message.Id);
            }
        }

        return unmarked;
    }

    private static IEnumerable<MessageKey> MessagesOf(DriveResult drive) =>
        drive.Accepted.SelectMany(request => Enumerable.Range(0, drive.Traffic.Size).Select(row => drive.Traffic.KeyOf(request, row)));
}
