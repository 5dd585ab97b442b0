using Microsoft.Extensions.Hosting;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Erasures;

/// <summary>
/// At the start: finds erasures that the list knows and the store does not, as it is when an older copy of the store was put in its place. Numbers are known by their hashes only, so every number that
/// the store holds is hashed, once for all such erasures; those that are found are erased like others. One that the store knows and that has no note that it goes on gets one.
/// </summary>
internal sealed partial class ErasureRepeater(IDocumentStore documents, IErasureLog log, IErasureStore store, NumberHasher hasher, TimeProvider time, ILogger<ErasureRepeater> logger)
    : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryRepeatAsync(stoppingToken))
        {
            await Task.Delay(TryAgainAfter, time, stoppingToken);
        }
    }

    private async Task<bool> TryRepeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RepeatAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or OrleansException or TimeoutException)
        {
            LogFailed(logger, e);
            return false;
        }
    }

    private async Task RepeatAsync(CancellationToken cancellationToken)
    {
        await hasher.LoadAsync();
        var missing = new List<ErasureOrder>();
        foreach (var order in await log.ReadAsync(cancellationToken))
        {
            switch (await documents.Erasures().ReadAsync(order.Id, cancellationToken))
            {
                case null:
                    missing.Add(order);
                    break;
                case { FinishedAt: null }:
                    await NoteAsync(order, cancellationToken);
                    break;
            }
        }

        if (missing.Count == 0)
        {
            return;
        }

        LogRepeats(logger, missing.Count);
        var numbers = await FindAsync(missing.Select(static order => order.NumberHash).ToHashSet(StringComparer.Ordinal), cancellationToken);
        foreach (var order in missing)
        {
            // The note first: a record without one would not be looked at before the next start. Another silo that has just started may have written both, and begun.
            await NoteAsync(order, cancellationToken);
            await documents.Erasures().AddAsync(order.Id, order.Account, RecordOf(order, numbers), cancellationToken);
        }
    }

    private Task NoteAsync(ErasureOrder order, CancellationToken cancellationToken) =>
        documents.OpenErasures().WriteAsync(order.Id, order.Account, new OpenErasure(order.Id), cancellationToken);

    private static ErasureRecord RecordOf(ErasureOrder order, Dictionary<string, Msisdn> numbers) => new()
    {
        Id = order.Id,
        Account = order.Account,
        NumberHash = order.NumberHash,
        Number = numbers.TryGetValue(order.NumberHash, out var number) ? number.Digits : null,
        OrderedAt = order.At,
        IsRepeated = true,
    };

    private async Task<Dictionary<string, Msisdn>> FindAsync(HashSet<string> wanted, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Msisdn>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var page = await store.ListNumbersAsync(cursor, cancellationToken);
            foreach (var number in page.Items)
            {
                if (hasher.Hash(number) is var hash && wanted.Contains(hash))
                {
                    found[hash] = number;
                }
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return found;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not know of {Erasures} erasures that were ordered: it is an older copy, and they are done once more")]
    private static partial void LogRepeats(ILogger logger, int erasures);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erasures that an older copy of the store may lack could not be looked for; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
