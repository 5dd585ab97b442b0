using OrleansSms.Contracts.Accounts;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

[GrainType("idempotency")]
internal sealed class IdempotencyGrain(IDocumentStore documents, TimeProvider time) : Grain, IIdempotencyGrain
{
    /// <summary>What the API promises.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private KeptAnswer? _kept;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _kept = await documents.KeptAnswers().ReadAsync(this.GetPrimaryKeyString(), cancellationToken);

    public Task<IdempotencyState> BeginAsync(byte[] requestHash)
    {
        var now = time.GetUnixMicros();
        if (_kept is not { } kept || kept.IsOver(now))
        {
            _kept = new KeptAnswer(requestHash, null, now);
            return Answer(IdempotencyVerdict.Begun);
        }

        if (!kept.RequestHash.AsSpan().SequenceEqual(requestHash))
        {
            return Answer(IdempotencyVerdict.Reused);
        }

        return kept.Answer is { } answer ? Answer(IdempotencyVerdict.Answered, answer) : Answer(IdempotencyVerdict.InFlight);
    }

    public async Task CompleteAsync(StoredAnswer answer)
    {
        if (_kept is { } begun)
        {
            var kept = begun with { Answer = answer };
            await documents.KeptAnswers().WriteAsync(this.GetPrimaryKeyString(), answer.Account, kept);
            _kept = kept;
        }
    }

    public async Task ForgetAsync()
    {
        if (_kept?.Answer is { IsForgotten: false } answer)
        {
            await CompleteAsync(answer with { Body = [], Location = null });
        }
    }

    public async Task PruneAsync(long now)
    {
        if (_kept?.IsOver(now) == true)
        {
            await documents.KeptAnswers().DeleteAsync(this.GetPrimaryKeyString());
            _kept = null;
        }
    }

    public Task AbandonAsync()
    {
        _kept = null;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private static Task<IdempotencyState> Answer(IdempotencyVerdict verdict, StoredAnswer? answer = null) =>
        Task.FromResult(new IdempotencyState(verdict, answer));
}
