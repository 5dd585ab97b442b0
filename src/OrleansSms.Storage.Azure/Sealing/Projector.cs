using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Events;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Persons;
using OrleansSms.Storage.Azure.State;

namespace OrleansSms.Storage.Azure.Sealing;

/// <summary>
/// Writes to tables, behind the journal, what is to be found there later: messages that have ended, and others when they are old; facts; events. Then
/// removes what nobody needs any more from memory and from the journal.
/// </summary>
internal sealed partial class Projector : IAsyncDisposable
{
    /// <summary>How often it looks for work.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Messages of one round.</summary>
    private const int MostPerRound = 8_000;

    /// <summary>Segments from which on everything is written, however young.</summary>
    private const int MostSegments = 8;

    private readonly StoreState _state;
    private readonly JournalLog _journal;
    private readonly AzureStoreOptions _options;
    private readonly ILogger _logger;
    private readonly MessageSealer _messages;
    private readonly FactSealer _facts;
    private readonly EventSealer _events;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ITimer _timer;

    public Projector(
        StorageAccess access, StoreState state, JournalLog journal, PersonIndex persons, AzureStoreOptions options, TimeProvider time, ILogger logger)
    {
        (_state, _journal, _options, _time, _logger) = (state, journal, options, time, logger);
        _messages = new MessageSealer(access, state, persons);
        _facts = new FactSealer(access, state, persons, time);
        _events = new EventSealer(access, state, options, time);
        _timer = time.CreateTimer(static projector => _ = ((Projector)projector!).LookAsync(), this, LookEvery, LookEvery);
    }

    private bool IsPressed =>
        _journal.Bytes > (long)_options.SegmentMiB * MostSegments << 20 || _state.Queues.Unsealed > _options.MaxMessages / 2;

    /// <summary>Writes everything that is durable now, so that the next start has nothing to do.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (await RoundAsync(all: true, cancellationToken).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
    }

    private async Task LookAsync()
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            while (await RoundAsync(IsPressed, CancellationToken.None).ConfigureAwait(false))
            {
            }
        }
#pragma warning disable CA1031 // Whatever it is, the journal still has what was to be written; it is tried again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogNotWritten(error);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>One round; true when another would have as much to do.</summary>
    private async Task<bool> RoundAsync(bool all, CancellationToken cancellationToken)
    {
        var (messages, facts) = Choose(all);
        if (messages.Count > 0)
        {
            await _messages.SealAsync(messages, cancellationToken).ConfigureAwait(false);
        }

        if (facts)
        {
            await _facts.SealAsync(cancellationToken).ConfigureAwait(false);
        }

        await _events.SealAsync(all, cancellationToken).ConfigureAwait(false);
        Forget();
        long needed;
        lock (_state.Gate)
        {
            needed = _state.UnwrittenFrom() ?? _journal.Position;
        }

        await _journal.TrimAsync(needed, cancellationToken).ConfigureAwait(false);
        return messages.Count >= _options.SealedPerRound || (all && (messages.Count > 0 || HasFacts()));
    }

    private (List<HeldMessage> Messages, bool Facts) Choose(bool all)
    {
        lock (_state.Gate)
        {
            var queues = _state.Queues;
            var ended = all || queues.Ended >= _options.SealedPerRound || queues.EndedFor >= _options.SealWithin ? MostPerRound : 0;
            var age = all ? TimeSpan.Zero : _options.UnsealedFor;
            List<HeldMessage> messages = [.. queues.TakeEnded(ended), .. queues.TakeOpen(age, MostPerRound)];
            return (messages, all ? HasFacts() : AreFactsDue());
        }
    }

    private bool HasFacts() => _state.Answers.Unwritten + _state.Batches.Unwritten + _state.Inbound.Unwritten > 0;

    private bool AreFactsDue()
    {
        long?[] since = [_state.Answers.UnwrittenSince, _state.Batches.UnwrittenSince, _state.Inbound.UnwrittenSince];
        return _state.Answers.Unwritten >= _options.SealedPerRound || (since.Min() is { } oldest && _time.GetElapsedTime(oldest) >= _options.SealWithin);
    }

    /// <summary>What rows have said for a while leaves memory.</summary>
    private void Forget()
    {
        var before = _time.GetTimestamp() - (long)(_options.HoldFor.TotalSeconds * _time.TimestampFrequency);
        lock (_state.Gate)
        {
            _state.Queues.TakeSealed(_options.HoldFor, MostPerRound).ForEach(_state.Leave);
            _state.Answers.ForgetBefore(before);
            _state.Batches.ForgetBefore(before);
            _state.Inbound.ForgetBefore(before);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the journal holds could not be written to tables; it is tried again")]
    private partial void LogNotWritten(Exception error);
}
