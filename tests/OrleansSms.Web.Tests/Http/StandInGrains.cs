using System.Collections.Concurrent;
using System.Reflection;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Auditing;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Contracts.Erasures;
using OrleansSms.Contracts.Messages;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Contracts.Submission;
using OrleansSms.Contracts.Webhooks;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Auditing;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Routing;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Web.Tests.Http;

/// <summary>What the grains know and were asked, for tests of translation.</summary>
internal sealed class StandIns
{
    public Func<SubmitRequest, SubmitResult> Submit { get; set; } = _ => throw new InvalidOperationException("not expected");

    public Func<IReadOnlyList<SubmitRequest>, Task> BeforeMany { get; set; } = _ => Task.CompletedTask;

    public PreviewResult Preview { get; set; } = new();

    public ConcurrentQueue<SubmitRequest> Submitted { get; } = new();

    public ConcurrentQueue<MessageFilter> Filters { get; } = new();

    public ConcurrentDictionary<string, ApiKeyConfig> Keys { get; } = new();

    public ConcurrentDictionary<string, AccountConfig> Accounts { get; } = new();

    public ConcurrentDictionary<(string List, Msisdn Number), SuppressionEntry> Suppressions { get; } = new();

    public ConcurrentDictionary<string, (ConsentRecord Record, string? From, string? Language)> Consents { get; } = new();

    public ConcurrentDictionary<(string Account, Msisdn Number), PossibleOptOut> PossibleOptOuts { get; } = new();

    public ConcurrentDictionary<string, PolicyConfig> Policies { get; } = new();

    public ConcurrentDictionary<string, KeywordsConfig> Keywords { get; } = new();

    public ConcurrentDictionary<string, CarrierConfig> Carriers { get; } = new();

    public ConcurrentDictionary<string, WebhookEndpointConfig> Endpoints { get; } = new();

    public ConcurrentDictionary<string, RouteConfig> Routes { get; } = new();

    public ConcurrentDictionary<string, (byte[] Request, StoredAnswer? Answer)> Idempotency { get; } = new();

    public ConcurrentDictionary<MessageId, MessageRecord> Messages { get; } = new();

    public List<EventRecord> Events { get; } = [];

    public ConcurrentDictionary<string, ErasureRecord> Erasures { get; } = new();
    public ConcurrentQueue<AuditEntry> Audit { get; } = new();

    public int Authentications;

    public object Grain(Type type, object key) => type.Name switch
    {
        nameof(IApiKeyGrain) => new KeyGrain(this, (string)key),
        nameof(ISubmissionGrain) => new SubmissionGrain(this),
        nameof(IMessageReaderGrain) => new ReaderGrain(this, (string)key),
        nameof(IAccountGrain) => new AccountGrain(this, (string)key),
        nameof(IDirectoryGrain) => new DirectoryGrain(this),
        nameof(ICarrierGrain) => new CarrierGrain(this, (string)key),
        nameof(ICarrierBindGrain) => new BindGrain((string)key),
        nameof(IRoutingGrain) => new RoutingGrain(this),
        nameof(IWebhookEndpointGrain) => new EndpointGrain(this, (string)key),
        nameof(ISuppressionListGrain) => new SuppressionListGrain(this, (string)key),
        nameof(IConsentsGrain) => new ConsentsGrain(this, (string)key),
        nameof(IErasuresGrain) => new ErasuresGrain(this, (string)key),
        nameof(IPeopleGrain) => new PeopleGrain(this),
        nameof(IAuditGrain) => new AuditGrain(this),
        nameof(IIdempotencyGrain) => new IdempotencyGrain(this, (string)key),
        _ => throw new NotSupportedException(type.Name),
    };

    public IGrainFactory Factory()
    {
        var factory = DispatchProxy.Create<IGrainFactory, FactoryProxy>();
        ((FactoryProxy)(object)factory).StandIns = this;
        return factory;
    }
}

// A proxy derives from it.
#pragma warning disable CA1852
internal class FactoryProxy : DispatchProxy
{
    public StandIns StandIns { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        StandIns.Grain(targetMethod!.GetGenericArguments()[0], args![0]!);
}
#pragma warning restore CA1852

internal sealed class KeyGrain(StandIns all, string hash) : IApiKeyGrain
{
    public ValueTask<Principal?> AuthenticateAsync()
    {
        Interlocked.Increment(ref all.Authentications);
        return new(all.Keys.TryGetValue(hash, out var key) && key.Works(0) ? new Principal(key.Account, key.Id, key.Scopes) : null);
    }

    public Task ConfigureAsync(ApiKeyConfig config)
    {
        all.Keys[hash] = config;
        return Task.CompletedTask;
    }

    public Task<bool> RevokeAsync()
    {
        all.Keys[hash] = all.Keys[hash] with { RevokedAt = 1 };
        return Task.FromResult(true);
    }
}

internal sealed class AuditGrain(StandIns all) : IAuditGrain
{
    public Task RecordAsync(AuditEntry entry)
    {
        all.Audit.Enqueue(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(string? resource, string? before, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<AuditEntry>>([.. all.Audit.Reverse().Where(entry => resource is null || entry.Resource == resource).Take(limit)]);
}

internal sealed class SubmissionGrain(StandIns all) : ISubmissionGrain
{
    public Task<SubmitResult> SubmitAsync(SubmitRequest request, CancellationToken cancellationToken = default)
    {
        all.Submitted.Enqueue(request);
        return Task.FromResult(all.Submit(request));
    }

    public async Task<IReadOnlyList<SubmitResult>> SubmitManyAsync(IReadOnlyList<SubmitRequest> requests, CancellationToken cancellationToken = default)
    {
        await all.BeforeMany(requests);
        return await Task.WhenAll(requests.Select(request => SubmitAsync(request, cancellationToken)));
    }

    public Task<PreviewResult> PreviewAsync(SubmitRequest request, CancellationToken cancellationToken = default) => Task.FromResult(all.Preview);

    public Task<CancelResult> CancelAsync(MessageId id, CancellationToken cancellationToken = default) =>
        Task.FromResult(new CancelResult(CancelVerdict.TooLate, null));

    public Task<int?> CancelBatchAsync(BatchId id, CancellationToken cancellationToken = default) => Task.FromResult<int?>(null);
}

internal sealed class ReaderGrain(StandIns all, string account) : IMessageReaderGrain
{
    public Task<MessageRecord?> GetAsync(MessageId id, CancellationToken cancellationToken = default) =>
        Task.FromResult(all.Messages.TryGetValue(id, out var found) && found.Message.Account == account ? found : null);

    public Task<IReadOnlyList<TimelineEntry>?> GetTimelineAsync(MessageId id, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<TimelineEntry>?>(null);

    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default)
    {
        all.Filters.Enqueue(filter);
        return Task.FromResult(new Page<MessageRecord>([.. all.Messages.Values], null));
    }

    public Task<BatchProgress?> GetBatchAsync(BatchId id, CancellationToken cancellationToken = default) => Task.FromResult<BatchProgress?>(null);

    public Task<Page<InboundMessage>> ListInboundAsync(MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Page<InboundMessage>([], null));

    public Task<IReadOnlyList<EventRecord>> ListEventsAsync(EventId? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<EventRecord>>([.. all.Events.Where(e => after is null || e.Event.Id.Position > after.Value.Position).Take(limit)]);
}

internal sealed class AccountGrain(StandIns all, string id) : IAccountGrain
{
    public ValueTask<AccountConfig?> GetAsync() => new(all.Accounts.GetValueOrDefault(id));

    public Task ConfigureAsync(AccountConfig config)
    {
        all.Accounts[id] = config;
        return Task.CompletedTask;
    }

    public ValueTask<ActiveAccount?> GetActiveAsync() => throw new NotSupportedException();

    public ValueTask<PolicyConfig?> GetPolicyAsync() => new(all.Policies.GetValueOrDefault(id));

    public Task<PolicyConfig> SetPolicyAsync(PolicyConfig policy) =>
        Task.FromResult(all.Policies[id] = policy with { Account = id, Version = (all.Policies.GetValueOrDefault(id)?.Version ?? 0) + 1 });

    public ValueTask<KeywordsConfig> GetKeywordsAsync() => new(all.Keywords.GetValueOrDefault(id) ?? KeywordsConfig.Default(id));

    public Task<KeywordsConfig> SetKeywordsAsync(KeywordsConfig keywords) =>
        Task.FromResult(all.Keywords[id] = keywords with { Account = id, Version = keywords.Version + 1 });

    public ValueTask<Admission[]> AdmitAsync(AdmissionRequest[] requests) => throw new NotSupportedException();
}

internal sealed class DirectoryGrain(StandIns all) : IDirectoryGrain
{
    public Task<IReadOnlyList<AccountConfig>> ListAccountsAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<AccountConfig>>([.. all.Accounts.Values
            .OrderBy(a => a.Id, StringComparer.Ordinal).Where(a => after is null || string.CompareOrdinal(a.Id, after) > 0).Take(limit)]);

    public Task<IReadOnlyList<ApiKeyConfig>> ListKeysAsync(string? account, string? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ApiKeyConfig>>([.. all.Keys.Values.Take(limit)]);

    public Task<ApiKeyConfig?> FindKeyAsync(string id, CancellationToken cancellationToken = default) =>
        Task.FromResult(all.Keys.Values.FirstOrDefault(key => key.Id == id));

    public Task<IReadOnlyList<CarrierConfig>> ListCarriersAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<CarrierConfig>>([.. all.Carriers.Values]);

    public Task<IReadOnlyList<WebhookEndpointConfig>> ListEndpointsAsync(string? account, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<WebhookEndpointConfig>>([.. all.Endpoints.Values.Where(e => e.Account == account)]);
}

internal sealed class CarrierGrain(StandIns all, string id) : ICarrierGrain
{
    public Task<CarrierConfig?> GetAsync() => Task.FromResult(all.Carriers.GetValueOrDefault(id));

    public Task ConfigureAsync(CarrierConfig config)
    {
        all.Carriers[id] = config;
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync() => Task.FromResult(all.Carriers.TryRemove(id, out _));

    public Task<IReadOnlyList<bool>> EnsureRunningAsync() => Task.FromResult<IReadOnlyList<bool>>([true]);

    public async Task<IReadOnlyList<BindState>> GetBindsAsync() => [await new BindGrain(id + "/0").GetStateAsync()];

    public Task AddPartAsync(InboundPart part) => throw new NotSupportedException();
}

internal sealed class BindGrain(string key) : ICarrierBindGrain
{
    public ValueTask EnqueueAsync(IReadOnlyList<QueuedMessage> messages) => throw new NotSupportedException();

    public Task ConfigureAsync(CarrierConfig? config) => throw new NotSupportedException();

    public Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages) => throw new NotSupportedException();

    public Task RecallAsync(Msisdn recipient, IReadOnlyList<Recall> accounts) => throw new NotSupportedException();

    public Task ReviewAsync(string account) => throw new NotSupportedException();

    public ValueTask<BindState> GetStateAsync() =>
        new(new BindState { Id = key, Bound = true, State = "bound", TpsReason = "unlimited", Queued = [1, 2, 3], OldestSeconds = [0.5, 0, 0] });

    public Task<bool> LeaveAsync() => Task.FromResult(false);

    public Task DrainAsync() => Task.CompletedTask;

    public Task PauseAsync(string share) => throw new NotSupportedException();

    public Task ResumeAsync(string share) => throw new NotSupportedException();

    public ValueTask<ShareState> GetShareAsync(string share) => throw new NotSupportedException();
}

internal sealed class RoutingGrain(StandIns all) : IRoutingGrain
{
    public Task PutAsync(RouteConfig route)
    {
        all.Routes[route.Id] = route;
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string id) => Task.FromResult(all.Routes.TryRemove(id, out _));

    public Task<IReadOnlyList<RouteConfig>> ListAsync() => Task.FromResult<IReadOnlyList<RouteConfig>>([.. all.Routes.Values]);
}

internal sealed class EndpointGrain(StandIns all, string id) : IWebhookEndpointGrain
{
    public Task<WebhookEndpointConfig?> GetAsync() => Task.FromResult(all.Endpoints.GetValueOrDefault(id));

    public Task ConfigureAsync(WebhookEndpointConfig config)
    {
        all.Endpoints[id] = config;
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync() => Task.FromResult(all.Endpoints.TryRemove(id, out _));

    public Task EnsureRunningAsync() => Task.CompletedTask;

    public Task<WebhookEndpointState> GetStateAsync() => Task.FromResult(new WebhookEndpointState(2, "500", null));
}

internal sealed class IdempotencyGrain(StandIns all, string key) : IIdempotencyGrain
{
    public Task<IdempotencyState> BeginAsync(byte[] requestHash)
    {
        if (all.Idempotency.TryAdd(key, (requestHash, null)))
        {
            return Task.FromResult(new IdempotencyState(IdempotencyVerdict.Begun, null));
        }

        var (request, answer) = all.Idempotency[key];
        var verdict = !request.AsSpan().SequenceEqual(requestHash) ? IdempotencyVerdict.Reused
            : answer is null ? IdempotencyVerdict.InFlight : IdempotencyVerdict.Answered;
        return Task.FromResult(new IdempotencyState(verdict, answer));
    }

    public Task CompleteAsync(StoredAnswer answer)
    {
        all.Idempotency[key] = (all.Idempotency[key].Request, answer);
        return Task.CompletedTask;
    }

    public Task ForgetAsync()
    {
        var (request, answer) = all.Idempotency[key];
        all.Idempotency[key] = (request, answer! with { Body = [], Location = null });
        return Task.CompletedTask;
    }

    public Task PruneAsync(long now) => throw new NotSupportedException("Answers of tests are not kept for long enough.");

    public Task AbandonAsync()
    {
        all.Idempotency.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}

internal sealed class SuppressionListGrain(StandIns all, string list) : ISuppressionListGrain
{
    public Task PutAsync(IReadOnlyList<SuppressionEntry> entries)
    {
        foreach (var entry in entries)
        {
            all.Suppressions[(list, entry.Number)] = entry;
        }

        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(Msisdn number) => Task.FromResult(all.Suppressions.TryRemove((list, number), out _));

    public Task<SuppressionEntry?> FindAsync(Msisdn number) => Task.FromResult(all.Suppressions.GetValueOrDefault((list, number)));

    public Task<IReadOnlyList<SuppressionEntry>> ListAsync(Msisdn? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<SuppressionEntry>>([.. all.Suppressions.Values
            .Where(entry => entry.List == list && (after is null || entry.Number.Digits > after.Value.Digits)).OrderBy(entry => entry.Number.Digits).Take(limit)]);
}

internal sealed class ConsentsGrain(StandIns all, string account) : IConsentsGrain
{
    public Task<RecordedConsent> RecordAsync(Msisdn number, ConsentRecord record, string? from, string? language)
    {
        all.Consents[record.Id] = (record, from, language);
        return Task.FromResult(new RecordedConsent([], record.DoubleOptIn ? default(MessageId) : null));
    }

    public async Task<ConsentRecord?> RevokeAsync(string id)
    {
        if (await GetAsync(id) is not { } record)
        {
            return null;
        }

        all.Consents[id] = all.Consents[id] with { Record = record with { RevokedAt = 1, RevokedBy = "api" } };
        return all.Consents[id].Record;
    }

    public Task<ConsentRecord?> GetAsync(string id) =>
        Task.FromResult(all.Consents.TryGetValue(id, out var found) && found.Record.Account == account ? found.Record : null);

    public Task<IReadOnlyList<ConsentRecord>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ConsentRecord>>([.. Own().Where(record => after is null || string.CompareOrdinal(record.Id, after) > 0).Take(limit)]);

    public Task<IReadOnlyList<ConsentRecord>> ListOfAsync(Msisdn number) =>
        Task.FromResult<IReadOnlyList<ConsentRecord>>([.. Own().Where(record => record.Number == number.ToString())]);

    public Task<IReadOnlyList<PendingReview>> ListPossibleOptOutsAsync(Msisdn? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<PendingReview>>([.. all.PossibleOptOuts.Where(pair => pair.Key.Account == account).Select(pair => new PendingReview(pair.Key.Number, pair.Value))]);

    public Task<bool> ResolveAsync(Msisdn number, bool isOptOut) => Task.FromResult(all.PossibleOptOuts.TryRemove((account, number), out _));

    private IEnumerable<ConsentRecord> Own() =>
        all.Consents.Values.Select(kept => kept.Record).Where(record => record.Account == account).OrderBy(record => record.Id, StringComparer.Ordinal);
}
