using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Routing;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

[GrainType("account")]
internal sealed class AccountGrain(IDocumentStore documents, NumberOwners owners, ComplianceData data, TimeProvider time) : Grain, IAccountGrain
{
    private AccountConfig? _config;
    private PolicyConfig? _policy;
    private ActiveAccount? _active;
    private AccountPace _pace;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _config = await documents.Accounts().ReadAsync(this.GetPrimaryKeyString(), cancellationToken);
        _policy = await documents.Policies().ReadAsync(this.GetPrimaryKeyString(), cancellationToken);
        Compile();
    }

    public ValueTask<AccountConfig?> GetAsync() => new(_config);

    public ValueTask<ActiveAccount?> GetActiveAsync() => new(_active);

    public async Task ConfigureAsync(AccountConfig config)
    {
        await documents.Accounts().WriteAsync(config.Id, "", config);
        _config = config;
        Compile();
        owners.Changed();
    }

    public ValueTask<PolicyConfig?> GetPolicyAsync() => new(_policy);

    public async Task<PolicyConfig> SetPolicyAsync(PolicyConfig policy)
    {
        var next = policy with { Account = this.GetPrimaryKeyString(), Version = (_policy?.Version ?? 0) + 1 };
        await documents.Policies().WriteAsync(next.Account, next.Account, next);
        _policy = next;
        Compile();
        return next;
    }

    public ValueTask<Admission> AdmitAsync(int segments)
    {
        if (_config is not { TpsLimit: > 0 } config)
        {
            return new(new Admission(true, 0, 0, null, 0));
        }

        var now = time.GetUnixMicros();
        var admitted = _pace.Admit(now, segments, config.TpsLimit, config.MaxBacklogSeconds);
        _pace = admitted?.Pace ?? _pace;
        var backlog = _pace.BacklogSeconds(now);
        var state = new RateLimitState(config.TpsLimit, _pace.Remaining(now, config.TpsLimit), (int)Math.Ceiling(backlog));
        return new(admitted is { } granted
            ? new Admission(true, granted.StartAt, (double)UnixMicros.PerSecond / config.TpsLimit, state, 0)
            : new Admission(false, 0, 0, state, Math.Max(1, (int)Math.Ceiling(backlog - config.MaxBacklogSeconds))));
    }

    private void Compile() => _active = _config is null ? null : new ActiveAccount(_config, AccountPolicies.Compile(_config, _policy, data));
}
